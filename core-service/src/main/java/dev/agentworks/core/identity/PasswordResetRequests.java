package dev.agentworks.core.identity;

import dev.agentworks.core.mail.Mail;
import dev.agentworks.core.mail.MailLinks;
import dev.agentworks.core.mail.OutgoingMails;
import dev.agentworks.core.mailtoken.PersonTokens;
import dev.agentworks.core.mailtoken.TokenPurpose;
import dev.agentworks.starter.identifier.Uuids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgotten passwords. A request is only written down when somebody makes it: the same work in the
 * same time, whoever the address belongs to. What follows from it is done afterwards.
 */
@Service
public class PasswordResetRequests {

    private static final String PAGE = "/reset-password";

    private final JdbcClient jdbc;
    private final UserRepository users;
    private final PersonTokens tokens;
    private final PersonTransaction transaction;
    private final OutgoingMails mails;
    private final MailLinks links;
    private final Clock clock;

    PasswordResetRequests(
            JdbcClient jdbc,
            UserRepository users,
            PersonTokens tokens,
            PersonTransaction transaction,
            OutgoingMails mails,
            MailLinks links,
            Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.tokens = tokens;
        this.transaction = transaction;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** Somebody forgot the password of this address. */
    @Transactional
    public void add(String email) {
        jdbc.sql("insert into password_reset_request (id, email, asked_at) values (?, ?, ?)")
                .params(Uuids.v7(), email.strip(), Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * Answers the oldest request: with a mail when somebody has the address and was not sent many
     * lately.
     *
     * @return whether there was one
     */
    boolean answerNext() {
        var next =
                jdbc.sql("select id, email from password_reset_request order by id limit 1")
                        .query((row, _) ->
                                new Request(
                                        row.getObject("id", UUID.class), row.getString("email")))
                        .optional();
        next.ifPresent(this::answer);
        return next.isPresent();
    }

    private void answer(Request request) {
        var known = users.findByEmail(request.email());
        if (known.isEmpty()) {
            remove(request);
            return;
        }
        var user = known.get().toView();
        transaction.call(
                user.id(),
                () -> {
                    // another instance may be answering the same one
                    if (remove(request)
                            && !tokens.areEnough(user.id().value(), TokenPurpose.RESET_PASSWORD)) {
                        mails.send(mail(user));
                    }
                    return true;
                });
    }

    private boolean remove(Request request) {
        return jdbc.sql("delete from password_reset_request where id = ?")
                        .param(request.id())
                        .update()
                == 1;
    }

    private Mail mail(UserView user) {
        var token = tokens.issue(user.id().value(), TokenPurpose.RESET_PASSWORD, user.email());
        return new Mail(
                user.email(),
                "Reset your AgentWorks password",
                """
                Hello %s,

                choose a new password here:

                %s

                The link is good for an hour and for one use. If you have not asked for it, do nothing: your password
                stays as it is.
                """
                        .formatted(user.name(), links.to(PAGE, token.text())),
                token.expiresAt());
    }

    private record Request(UUID id, String email) {}
}
