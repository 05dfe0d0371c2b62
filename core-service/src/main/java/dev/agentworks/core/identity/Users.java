package dev.agentworks.core.identity;

import dev.agentworks.core.password.PasswordHasher;
import dev.agentworks.core.password.PasswordRules;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The people: register, check a password, find. Passwords are hashed outside of transactions. */
@Service
public class Users {

    private final UserRepository users;
    private final PasswordHasher passwords;
    private final PasswordRules rules;
    private final EmailVerification verification;
    private final PersonTransaction transaction;
    private final Clock clock;

    Users(
            UserRepository users,
            PasswordHasher passwords,
            PasswordRules rules,
            EmailVerification verification,
            PersonTransaction transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.rules = rules;
        this.verification = verification;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a person known. When their address is known already, it was an earlier try of the same
     * registration if the key and the password are the same: its answer may have been lost.
     *
     * @param beginning belongs to it: runs in the same transaction, in the scope of the person
     */
    public RegistrationOutcome register(NewPerson person, Consumer<UserView> beginning) {
        var objection = rules.objection(person.password(), person.email().value(), person.name());
        if (objection.isPresent()) {
            return new RegistrationOutcome.WeakPassword(objection.get());
        }
        var user =
                new User(UserId.next(), person, passwords.hash(person.password()), clock.instant());
        try {
            return new RegistrationOutcome.Registered(begin(user, beginning));
        } catch (AddressTakenException _) {
            return earlier(person)
                    .<RegistrationOutcome>map(RegistrationOutcome.Registered::new)
                    .orElseGet(RegistrationOutcome.EmailTaken::new);
        }
    }

    private UserView begin(User user, Consumer<UserView> beginning) {
        return transaction.call(
                user.getId(),
                () -> {
                    var known = add(user);
                    beginning.accept(known);
                    verification.welcome(known);
                    return known;
                });
    }

    private UserView add(User user) {
        try {
            return users.saveAndFlush(user).toView();
        } catch (DuplicateKeyException taken) {
            throw new AddressTakenException(taken);
        }
    }

    private Optional<UserView> earlier(NewPerson person) {
        var key = person.key();
        return key == null
                ? Optional.empty()
                : users.findByEmail(person.email().value())
                        .filter(user -> user.wasRegisteredWith(key))
                        .filter(user -> passwords.matches(person.password(), user.passwordHash()))
                        .map(User::toView);
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

    /** Whether the person has confirmed that they read the mails of their address. */
    public boolean hasVerifiedEmail(UserId id) {
        return users.findById(id).map(User::toView).filter(UserView::emailVerified).isPresent();
    }

    /** Changes how others see the person. */
    public UserView rename(UserId id, String name) {
        return transaction.call(
                id,
                () -> {
                    var user =
                            users.findLocked(id)
                                    .orElseThrow(() ->
                                            new ProblemException(
                                                    CommonError.NOT_FOUND,
                                                    "There is no such person."));
                    user.rename(name);
                    return user.toView();
                });
    }

    /** Somebody has the address. */
    private static final class AddressTakenException extends RuntimeException {
        AddressTakenException(Throwable cause) {
            super("the address is taken", cause);
        }
    }
}
