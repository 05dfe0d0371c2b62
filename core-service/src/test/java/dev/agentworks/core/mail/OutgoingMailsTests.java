package dev.agentworks.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** A mail is sent when, and only when, what caused it was committed. */
@ExtendWith(OutputCaptureExtension.class)
class OutgoingMailsTests extends CoreTest {

    @Autowired private OutgoingMails outgoing;
    @Autowired private MailTable table;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient jdbc;

    private final String email = UUID.randomUUID() + "@example.com";

    @Test
    void aMailIsSentAfterTheCommitAndItsTextIsForgotten(CapturedOutput output) {
        send(mail("the secret is #s3cret-t0ken", null));

        await().untilAsserted(() -> assertThat(mails.to(email)).hasSize(1));
        await().untilAsserted(() -> assertThat(row().get("state")).isEqualTo("SENT"));
        assertThat(mails.to(email).getFirst()).contains("s3cret-t0ken");
        assertThat(row().get("body")).isNull();
        assertThat(row().get("attempts")).isEqualTo(1);
        assertThat(output.getAll()).doesNotContain("s3cret-t0ken");
    }

    @Test
    void nothingIsSentOfWhatWasRolledBack() {
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            outgoing.send(mail("never", null));
                            throw new IllegalStateException("on second thoughts");
                        }))
                .hasMessage("on second thoughts");
        send(mail("always", null));

        await().untilAsserted(() -> assertThat(mails.to(email)).hasSize(1));
        assertThat(mails.to(email).getFirst()).contains("always");
    }

    @Test
    void aMailBelongsToATransaction() {
        assertThatThrownBy(() -> outgoing.send(mail("alone", null)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aMailWhoseSenderWasKilledIsSentByAnotherAfterTheLease() {
        insertQueued();
        jdbc.sql(
                        "update outgoing_mail set attempts = 1, due_at = now() + interval '1 hour' where recipient = ?")
                .param(email)
                .update();
        assertThat(mails.to(email)).isEmpty();

        jdbc.sql("update outgoing_mail set due_at = now() where recipient = ?")
                .param(email)
                .update();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(mails.to(email)).hasSize(1));
    }

    @Test
    void aMailThatIsOfNoUseAnyMoreIsGivenUp() {
        insertQueued();
        jdbc.sql(
                        "update outgoing_mail set useless_after = now() - interval '1 second', due_at = now() where recipient = ?")
                .param(email)
                .update();

        table.giveUpUseless();

        assertThat(row().get("state")).isEqualTo("FAILED");
        assertThat(row().get("body")).isNull();
        assertThat(String.valueOf(row().get("reason"))).contains("too late");
    }

    @Test
    void whatALostAttemptSaysLateChangesNothing() {
        insertQueued();
        var id = Objects.requireNonNull((UUID) row().get("id"));
        jdbc.sql("update outgoing_mail set attempts = 2 where id = ?").param(id).update();

        table.failed(new DueMail(id, email, "Hello", "Text", 1), "late");
        assertThat(row().get("state")).isEqualTo("QUEUED");

        table.failed(new DueMail(id, email, "Hello", "Text", 2), "refused");
        assertThat(row().get("state")).isEqualTo("FAILED");
        assertThat(row().get("reason")).isEqualTo("refused");
    }

    /** A mail that is due in some hours. */
    private void insertQueued() {
        jdbc.sql(
                        """
                        insert into outgoing_mail (id, recipient, subject, body, created_at, due_at)
                        values (gen_random_uuid(), ?, 'Hello', 'Text', now(), now() + interval '3 hours')
                        """)
                .param(email)
                .update();
    }

    private Mail mail(String text, @Nullable Instant uselessAfter) {
        return new Mail(email, "Hello", text, uselessAfter);
    }

    private void send(Mail mail) {
        transaction.executeWithoutResult(_ -> outgoing.send(mail));
    }

    private Map<String, @Nullable Object> row() {
        return jdbc.sql("select * from outgoing_mail where recipient = ?")
                .param(email)
                .query()
                .singleRow();
    }
}
