package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.ReceivedMessage;
import dev.agentworks.starter.test.RecordedMessages;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What leaves through the outbox, as a subscriber of Pub/Sub sees it. */
abstract class OutboxContract {
    @Autowired Outbox outbox;
    @Autowired TransactionTemplate transactions;
    @Autowired RecordedMessages recorded;
    @Autowired JdbcTemplate jdbc;

    @Test
    void publishesWhatWasCommittedInTheOrderOfItsKey() throws InterruptedException {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 5)
                    .forEach(key -> writers.execute(() -> write("in-order", "key" + key, 40)));
        }

        var messages = recorded.awaitOn("in-order", 200);

        assertThat(messages).hasSize(200);
        for (int key = 0; key < 5; key++) {
            var wanted = "key" + key;
            assertThat(
                            messages.stream()
                                    .filter(m -> wanted.equals(m.orderingKey()))
                                    .map(ReceivedMessage::body))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 40).mapToObj(i -> "" + i).toList());
        }
        awaitEmptyOutbox();
    }

    @Test
    void publishesNothingOfATransactionThatRolledBack() {
        transactions.executeWithoutResult(transaction -> {
            outbox.append(message("rolled-back", "a", "lost"));
            transaction.setRollbackOnly();
        });
        write("rolled-back", "a", 1);

        assertThat(recorded.awaitOn("rolled-back", 1))
                .extracting(ReceivedMessage::body)
                .containsExactly("0");
    }

    @Test
    void takesTheSameEventOnce() {
        var message = message("once", "a", "only");
        transactions.executeWithoutResult(_ -> {
            outbox.append(message);
            outbox.append(message);
        });

        awaitEmptyOutbox();
        assertThat(recorded.awaitOn("once", 1)).hasSize(1);
    }

    @Test
    void publishesNothingThatASavepointTookBack() {
        var nested =
                new TransactionTemplate(
                        Objects.requireNonNull(transactions.getTransactionManager()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        transactions.executeWithoutResult(_ -> {
            outbox.append(message("savepoint", "a", "before"));
            nested.executeWithoutResult(inner -> {
                outbox.append(message("savepoint", "a", "taken back"));
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(_ -> outbox.append(message("savepoint", "a", "within")));
            outbox.append(message("savepoint", "a", "after"));
        });

        assertThat(recorded.awaitOn("savepoint", 3))
                .extracting(ReceivedMessage::body)
                .containsExactly("before", "within", "after");
    }

    @Test
    void refusesAMessageOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(message("outside", "a", "b")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void carriesTheAttributesAndATraceOn() {
        transactions.executeWithoutResult(_ -> outbox.append(message("attributes", null, "{}")));

        var message = recorded.awaitOn("attributes", 1).getFirst();

        assertThat(message.orderingKey()).isNull();
        assertThat(message.attributes())
                .containsEntry("eventType", "tried")
                .containsKey("traceparent");
    }

    @Test
    void leavesSoonAfterTheCommit() {
        write("warm", "a", 1);
        recorded.awaitOn("warm", 1);
        var start = System.nanoTime();
        transactions.executeWithoutResult(_ -> outbox.append(message("warm", "a", "now")));
        recorded.awaitOn("warm", 2);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(700));
    }

    private void write(String topic, String key, int count) {
        for (int i = 0; i < count; i++) {
            var body = "" + i;
            transactions.executeWithoutResult(_ -> outbox.append(message(topic, key, body)));
        }
    }

    private void awaitEmptyOutbox() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> jdbc.queryForList("select 1 from outbox").isEmpty());
    }

    private static OutgoingMessage message(String topic, @Nullable String key, String body) {
        return new OutgoingMessage(
                Uuids.v7().toString(), topic, key, Map.of("eventType", "tried"), body);
    }
}
