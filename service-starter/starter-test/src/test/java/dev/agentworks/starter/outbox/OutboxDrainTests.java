package dev.agentworks.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.sample.SampleService;
import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "sample")
@ContextConfiguration(classes = SampleService.class)
@TestPropertySource(properties = "agentworks.outbox.relay-period=1h")
class OutboxDrainTests {
    private static final OutboxSettings SETTINGS =
            new OutboxSettings(
                    20, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO);
    @Autowired OutboxTable table;
    @Autowired DataSource dataSource;
    @Autowired JdbcTemplate jdbc;
    private final RecordingPublisher publisher = new RecordingPublisher();

    @BeforeEach
    void emptyTheOutbox() {
        jdbc.update("delete from outbox");
    }

    @Test
    void severalRelaysNeitherReorderNorDouble()
            throws ExecutionException, InterruptedException, TimeoutException {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var relays =
                    IntStream.range(0, 3)
                            .mapToObj(_ -> threads.submit(() -> relay(writing)))
                            .toList();
            var writers =
                    IntStream.range(0, 6)
                            .mapToObj(key -> threads.submit(() -> write("k" + key, 60)))
                            .toList();
            await(writers);
            writing.set(false);
            await(relays);
        }
        while (drain().batch()) {
            // what the last relay left because another held its lane
        }

        assertThat(publisher.published).hasSize(360);
        for (int key = 0; key < 6; key++) {
            assertThat(publisher.of("k" + key)).containsExactlyElementsOf(numbers(60));
        }
    }

    @Test
    void holdsAKeyBackWhileItsFirstMessageFailsAndLetsOthersGo() {
        insert("bad", "b0");
        insert("good", "g0");
        insert("bad", "b1");
        insert("good", "g1");
        publisher.failing.add("b0");

        drain().batch();

        assertThat(publisher.of("good")).containsExactly("g0", "g1");
        assertThat(publisher.of("bad")).isEmpty();
        assertThat(
                        jdbc.queryForList(
                                "select last_error from outbox where payload = 'b0'", String.class))
                .singleElement()
                .asString()
                .contains("no Pub/Sub today");

        publisher.failing.clear();
        drain().batch();

        assertThat(publisher.of("bad")).containsExactly("b0", "b1");
        assertThat(table.backlog().size()).isZero();
    }

    @Test
    void keepsEverythingWhenNothingCanBePublished() {
        numbers(30).forEach(number -> insert("a", number));
        publisher.failing.add("0");

        assertThat(drain().batch()).isFalse();
        assertThat(table.backlog().size()).isEqualTo(30);
        assertThat(publisher.published).isEmpty();
    }

    private void relay(AtomicBoolean writing) {
        var drain = drain();
        while (writing.get() || drain.batch()) {
            drain.batch();
        }
    }

    private OutboxDrain drain() {
        return new OutboxDrain(
                table,
                publisher,
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                SETTINGS);
    }

    private void write(String key, int count) {
        numbers(count).forEach(number -> insert(key, number));
    }

    private void insert(String key, String payload) {
        table.insert(
                List.of(
                        new OutgoingMessage(
                                Uuids.v7().toString(), "topic", key, Map.of(), payload)));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static void await(List<? extends Future<?>> futures)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var future : futures) {
            future.get(60, TimeUnit.SECONDS);
        }
    }
}
