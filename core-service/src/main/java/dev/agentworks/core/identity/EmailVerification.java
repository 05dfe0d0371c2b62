package dev.agentworks.core.identity;

import dev.agentworks.core.mail.Mail;
import dev.agentworks.core.mail.MailLinks;
import dev.agentworks.core.mail.OutgoingMails;
import dev.agentworks.core.mailtoken.PersonTokens;
import dev.agentworks.core.mailtoken.TokenPurpose;
import dev.agentworks.core.password.PasswordHasher;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Proves that people read the mails of the addresses they name. */
@Service
public class EmailVerification {

    private static final String PAGE = "/verify-email";

    private final UserRepository users;
    private final PersonTokens tokens;
    private final PersonTransaction transaction;
    private final PasswordHasher passwords;
    private final OutgoingMails mails;
    private final MailLinks links;
    private final Clock clock;

    EmailVerification(
            UserRepository users,
            PersonTokens tokens,
            PersonTransaction transaction,
            PasswordHasher passwords,
            OutgoingMails mails,
            MailLinks links,
            Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.transaction = transaction;
        this.passwords = passwords;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** Sends a new person their first link; in the transaction that makes them known. */
    void welcome(UserView user) {
        var token = tokens.issue(user.id().value(), TokenPurpose.VERIFY_EMAIL, user.email());
        mails.send(
                new Mail(
                        user.email(),
                        "Confirm your address for AgentWorks",
                        """
                        Hello %s,

                        confirm that this address is yours:

                        %s

                        The link is good for a week. If you have not made an account at AgentWorks, do nothing.
                        """
                                .formatted(user.name(), links.to(PAGE, token.text())),
                        token.expiresAt()));
    }

    /**
     * Sends the link once more; nothing when the address is confirmed.
     *
     * @throws ProblemException {@code rate-limited} when it was sent often lately
     */
    public void sendAgain(UserId person) {
        transaction.call(
                person,
                () -> {
                    var user = require(person).toView();
                    if (!user.emailVerified()) {
                        requireFew(person, TokenPurpose.VERIFY_EMAIL);
                        welcome(user);
                    }
                    return true;
                });
    }

    /**
     * Sends a link to a new address, which becomes the person's when they follow it. That somebody
     * else has the address is said to that address only.
     *
     * @throws ProblemException {@code wrong-password}, or {@code rate-limited}
     */
    public void change(UserId person, EmailAddress wanted, String password) {
        if (!passwords.matches(password, require(person).passwordHash())) {
            throw new ProblemException(IdentityError.WRONG_PASSWORD, "Type your present password.")
                    .invalid("/password", "is not your present password");
        }
        transaction.call(
                person,
                () -> {
                    requireFew(person, TokenPurpose.CHANGE_EMAIL);
                    var token =
                            tokens.issue(person.value(), TokenPurpose.CHANGE_EMAIL, wanted.value());
                    var isTaken =
                            users.findByEmail(wanted.value())
                                    .filter(other -> !other.getId().equals(person))
                                    .isPresent();
                    mails.send(isTaken ? taken(wanted) : confirm(wanted, token));
                    return true;
                });
    }

    private Mail confirm(EmailAddress wanted, PersonTokens.Issued token) {
        return new Mail(
                wanted.value(),
                "Confirm your new address for AgentWorks",
                """
                Somebody who is signed in to AgentWorks wants to use this address from now on. If it is you, confirm it:

                %s

                The link is good for a day. If it is not you, do nothing.
                """
                        .formatted(links.to(PAGE, token.text())),
                token.expiresAt());
    }

    private Mail taken(EmailAddress wanted) {
        return new Mail(
                wanted.value(),
                "Your address at AgentWorks",
                """
                Somebody who is signed in to AgentWorks with another address wants to use this one. It is that of your
                account already, so nothing was changed. If it was you, sign in with this address.
                """,
                clock.instant().plus(Duration.ofDays(1)));
    }

    /** Confirms the address that the token was sent to. Asked twice, it answers the same. */
    public VerifyEmailOutcome verify(String token) {
        var shown = tokens.find(token);
        if (shown.isEmpty() || shown.get().purpose() == TokenPurpose.RESET_PASSWORD) {
            return new VerifyEmailOutcome.Unusable();
        }
        var known = shown.get();
        try {
            return transaction.call(new UserId(known.person()), () -> verify(known, token));
        } catch (DuplicateKeyException taken) {
            return new VerifyEmailOutcome.EmailTaken();
        }
    }

    private VerifyEmailOutcome verify(PersonTokens.Shown shown, String token) {
        var user = users.findLocked(new UserId(shown.person())).orElseThrow();
        var isChange = shown.purpose() == TokenPurpose.CHANGE_EMAIL;
        if (!isChange && !user.email().equalsIgnoreCase(shown.email())) {
            return new VerifyEmailOutcome.Unusable();
        }
        if (!tokens.use(shown.person(), shown.purpose(), token)) {
            return user.hasVerified(shown.email())
                    ? new VerifyEmailOutcome.Verified(shown.email())
                    : new VerifyEmailOutcome.Unusable();
        }
        var before = user.email();
        user.proveEmail(shown.email(), clock.instant());
        users.saveAndFlush(user);
        if (isChange && !before.equalsIgnoreCase(shown.email())) {
            mails.send(changed(before));
        }
        return new VerifyEmailOutcome.Verified(shown.email());
    }

    private Mail changed(String before) {
        return new Mail(
                before,
                "The address of your AgentWorks account was changed",
                """
                From now on you sign in to AgentWorks with another address. If you have not changed it, reset your
                password at once and write to us.
                """,
                null);
    }

    private User require(UserId person) {
        return users.findById(person)
                .orElseThrow(() ->
                        new ProblemException(CommonError.NOT_FOUND, "There is no such person."));
    }

    private void requireFew(UserId person, TokenPurpose purpose) {
        if (tokens.areEnough(person.value(), purpose)) {
            throw new ProblemException(
                            CommonError.RATE_LIMITED,
                            "We sent you %d mails of this kind in the last hour; look for them, or try again later."
                                    .formatted(TokenPurpose.MOST_AN_HOUR))
                    .retryAfter(Duration.ofMinutes(15));
        }
    }
}
