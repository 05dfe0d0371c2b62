package dev.agentworks.core.identity;

import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The people: register, check a password, find. Passwords are hashed outside of transactions. */
@Service
public class Users {

    private static final int SHORTEST_PASSWORD = 10;

    private final UserRepository users;
    private final PasswordHasher passwords;
    private final Clock clock;

    Users(UserRepository users, PasswordHasher passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Makes a person known, in a transaction of its own. */
    public RegistrationOutcome register(EmailAddress email, String password, String name) {
        if (password.length() < SHORTEST_PASSWORD) {
            return new RegistrationOutcome.WeakPassword(
                    "it needs at least %d characters".formatted(SHORTEST_PASSWORD));
        }
        if (password.strip().equalsIgnoreCase(email.value())
                || password.chars().distinct().count() < 4) {
            return new RegistrationOutcome.WeakPassword(
                    "it must not be the address or a few repeated characters");
        }
        var user = new User(UserId.next(), email, name, passwords.hash(password), clock.instant());
        try {
            return new RegistrationOutcome.Registered(users.saveAndFlush(user).toView());
        } catch (DuplicateKeyException _) {
            return new RegistrationOutcome.EmailTaken();
        }
    }

    /** The person, when address and password match; takes the same time for an unknown address. */
    public Optional<UserView> verify(String email, String password) {
        var known = users.findByEmail(email.strip());
        if (known.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return known.filter(user -> passwords.matches(password, user.passwordHash()))
                .map(User::toView);
    }

    public Optional<UserView> find(UserId id) {
        return users.findById(id).map(User::toView);
    }
}
