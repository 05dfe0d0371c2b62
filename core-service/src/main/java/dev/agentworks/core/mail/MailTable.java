package dev.agentworks.core.mail;

import dev.agentworks.starter.identifier.Uuids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The queue of mails. */
@Repository
class MailTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    MailTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Mail mail) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql(
                        """
                        insert into outgoing_mail (id, recipient, subject, body, created_at, useless_after, due_at)
                        values (:id, :recipient, :subject, :body, :now, :uselessAfter, :now)
                        """)
                .param("id", Uuids.v7())
                .param("recipient", mail.recipient())
                .param("subject", mail.subject())
                .param("body", mail.text())
                .param("now", now)
                .param("uselessAfter", timestamp(mail.uselessAfter()))
                .update();
    }

    /** Gives up the mails that nobody could use any more; how many. */
    @Transactional
    public int giveUpUseless() {
        return jdbc.sql(
                        """
                        update outgoing_mail
                        set state = 'FAILED', body = null, finished_at = :now,
                            reason = concat_ws('; ', 'too late to be of use', reason)
                        where state = 'QUEUED' and useless_after <= :now and due_at <= :now
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * Takes one mail that is due. Until the time of the lease nobody else takes it; afterwards
     * somebody does, should this process end in the middle.
     */
    @Transactional
    public Optional<DueMail> take(Duration lease) {
        var now = clock.instant();
        return jdbc.sql(
                        """
                        update outgoing_mail set attempts = attempts + 1, due_at = :lease
                        where id = (
                            select id from outgoing_mail where state = 'QUEUED' and due_at <= :now
                            order by due_at limit 1 for update skip locked)
                        returning id, recipient, subject, body, attempts
                        """)
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(lease)))
                .query((row, _) ->
                        new DueMail(
                                row.getObject("id", UUID.class),
                                row.getString("recipient"),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getInt("attempts")))
                .optional();
    }

    @Transactional
    public void sent(DueMail mail) {
        finish(mail, "SENT", null);
    }

    @Transactional
    public void failed(DueMail mail, String reason) {
        finish(mail, "FAILED", reason);
    }

    @Transactional
    public void again(DueMail mail, String reason, Duration pause) {
        jdbc.sql(
                        """
                        update outgoing_mail set due_at = ?, reason = ?
                        where id = ? and state = 'QUEUED' and attempts = ?
                        """)
                .params(
                        Timestamp.from(clock.instant().plus(pause)),
                        reason,
                        mail.id(),
                        mail.attempt())
                .update();
    }

    // an attempt whose lease ran out says nothing about the next one, unless it sent the mail
    private void finish(DueMail mail, String state, @Nullable String reason) {
        jdbc.sql(
                        """
                        update outgoing_mail set state = :state, reason = :reason, body = null, finished_at = :now
                        where id = :id and state = 'QUEUED' and (attempts = :attempt or :state = 'SENT')
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", mail.id())
                .param("attempt", mail.attempt())
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
