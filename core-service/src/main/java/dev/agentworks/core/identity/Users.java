package dev.agentworks.core.identity;

import dev.agentworks.core.mailtoken.PersonTokens;
import dev.agentworks.core.password.PasswordHasher;
import dev.agentworks.core.password.PasswordRules;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people: register, check a password, find. Passwords are hashed outside of transactions. */
@Service
public class Users {

    private final UserRepository users;
    private final PasswordHasher passwords;
    private final PasswordRules rules;
    private final EmailVerification verification;
    private final PersonTokens tokens;
    private final Sessions sessions;
    private final PersonTransaction transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Users(
            UserRepository users,
            PasswordHasher passwords,
            PasswordRules rules,
            EmailVerification verification,
            PersonTokens tokens,
            Sessions sessions,
            PersonTransaction transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.rules = rules;
        this.verification = verification;
        this.tokens = tokens;
        this.sessions = sessions;
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
            return new RegistrationOutcome.Registered(
                    begin(user, beginning.andThen(verification::welcome)));
        } catch (AddressTakenException _) {
            return earlier(person)
                    .<RegistrationOutcome>map(RegistrationOutcome.Registered::new)
                    .orElseGet(RegistrationOutcome.EmailTaken::new);
        }
    }

    /**
     * Makes somebody known whose address is proven, without a password: whoever wants one says that
     * they forgot it.
     */
    RegistrationOutcome registerProven(
            EmailAddress email, String name, Consumer<UserView> beginning) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var nobodys = Base64.getEncoder().encodeToString(secret);
        var person = new NewPerson(email, nobodys, name, null);
        var user = new User(UserId.next(), person, passwords.hash(nobodys), clock.instant());
        user.proveEmail(email.value(), clock.instant());
        try {
            return new RegistrationOutcome.Registered(begin(user, beginning));
        } catch (AddressTakenException _) {
            return new RegistrationOutcome.EmailTaken();
        }
    }

    /** The person has shown that they read the mails of the address, if it is theirs. */
    void proveEmail(UserId id, EmailAddress email) {
        users.findLocked(id)
                .filter(user -> user.email().equalsIgnoreCase(email.value()))
                .ifPresent(user -> user.proveEmail(user.email(), clock.instant()));
    }

    private UserView begin(User user, Consumer<UserView> beginning) {
        return transaction.call(
                user.getId(),
                () -> {
                    var known = add(user);
                    beginning.accept(known);
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
                    var user = users.findLocked(id).orElseThrow(Users::unknown);
                    user.rename(name);
                    return user.toView();
                });
    }

    /** Refuses with {@code wrong-password} unless it is the person's. */
    public void requirePassword(UserId id, String password) {
        var hash = users.findById(id).map(User::passwordHash).orElseThrow(Users::unknown);
        if (!passwords.matches(password, hash)) {
            throw new ProblemException(IdentityError.WRONG_PASSWORD, "Type your present password.")
                    .invalid("/password", "is not your present password");
        }
    }

    /**
     * Ends the account: nobody signs in to it, its name and address are gone.
     *
     * @return the sessions that ended
     */
    @Transactional
    public List<SessionId> forget(UserId id) {
        var user = users.findLocked(id).orElseThrow(Users::unknown);
        tokens.forget(id.value());
        user.forget(clock.instant());
        users.saveAndFlush(user);
        return sessions.endAllOf(id, null);
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonError.NOT_FOUND, "There is no such person.");
    }

    /** Somebody has the address. */
    private static final class AddressTakenException extends RuntimeException {
        AddressTakenException(Throwable cause) {
            super("the address is taken", cause);
        }
    }
}
