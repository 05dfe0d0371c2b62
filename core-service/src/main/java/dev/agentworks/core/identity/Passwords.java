package dev.agentworks.core.identity;

import dev.agentworks.core.mail.Mail;
import dev.agentworks.core.mail.OutgoingMails;
import dev.agentworks.core.mailtoken.PersonTokens;
import dev.agentworks.core.mailtoken.TokenPurpose;
import dev.agentworks.core.password.PasswordHasher;
import dev.agentworks.core.password.PasswordRules;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes passwords: by whoever knows the present one, or by whoever reads the mails of the
 * account. They are hashed outside of transactions.
 */
@Service
public class Passwords {

    private final UserRepository users;
    private final Sessions sessions;
    private final PersonTokens tokens;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final PersonTransaction transaction;
    private final OutgoingMails mails;

    Passwords(
            UserRepository users,
            Sessions sessions,
            PersonTokens tokens,
            PasswordHasher hasher,
            PasswordRules rules,
            PersonTransaction transaction,
            OutgoingMails mails) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.hasher = hasher;
        this.rules = rules;
        this.transaction = transaction;
        this.mails = mails;
    }

    /**
     * Changes the password of a person who is signed in, and ends their other sessions.
     *
     * @param kept the session that asks for it
     */
    public PasswordOutcome change(
            UserId person, String present, NewPassword wanted, @Nullable SessionId kept) {
        var user = require(person);
        if (wasDone(user, wanted)) {
            return new PasswordOutcome.Changed(List.of());
        }
        if (!hasher.matches(present, user.passwordHash())) {
            return new PasswordOutcome.WrongPassword();
        }
        return accepted(user, wanted, kept, () -> true);
    }

    /** Changes the password of whoever got the token by mail, and ends all their sessions. */
    public PasswordOutcome reset(String token, NewPassword wanted) {
        var shown =
                tokens.find(token).filter(found -> found.purpose() == TokenPurpose.RESET_PASSWORD);
        if (shown.isEmpty()) {
            return new PasswordOutcome.LinkUnusable();
        }
        var person = new UserId(shown.get().person());
        var user = require(person);
        if (shown.get().used()) {
            return wasDone(user, wanted)
                    ? new PasswordOutcome.Changed(List.of())
                    : new PasswordOutcome.LinkUnusable();
        }
        return accepted(
                user,
                wanted,
                null,
                () -> tokens.use(person.value(), TokenPurpose.RESET_PASSWORD, token));
    }

    private PasswordOutcome accepted(
            User user, NewPassword wanted, @Nullable SessionId kept, Supplier<Boolean> isRightful) {
        var view = user.toView();
        var objection = rules.objection(wanted.password(), view.email(), view.name());
        if (objection.isPresent()) {
            return new PasswordOutcome.WeakPassword(objection.get());
        }
        var present = user.passwordHash();
        var hash = hasher.hash(wanted.password());
        return transaction.call(
                view.id(),
                () -> {
                    var locked = users.findLocked(view.id()).orElseThrow();
                    // somebody may have changed it while this one was hashed
                    if (!locked.passwordHash().equals(present) || !isRightful.get()) {
                        return kept == null
                                ? new PasswordOutcome.LinkUnusable()
                                : new PasswordOutcome.WrongPassword();
                    }
                    locked.changePassword(hash, wanted.key());
                    mails.send(changed(view));
                    return new PasswordOutcome.Changed(sessions.endAllOf(view.id(), kept));
                });
    }

    private boolean wasDone(User user, NewPassword wanted) {
        var key = wanted.key();
        return key != null
                && user.changedPasswordWith(key)
                && hasher.matches(wanted.password(), user.passwordHash());
    }

    private static Mail changed(UserView user) {
        return new Mail(
                user.email(),
                "Your AgentWorks password was changed",
                """
                Hello %s,

                your password was changed, and your other sessions were ended. If it was not you, reset it at once:
                choose "Forgot password" where you sign in.
                """
                        .formatted(user.name()),
                null);
    }

    private User require(UserId person) {
        return users.findById(person)
                .orElseThrow(() ->
                        new ProblemException(CommonError.NOT_FOUND, "There is no such person."));
    }
}
