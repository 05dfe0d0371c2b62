package dev.agentworks.starter.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.sample.SampleService;
import dev.agentworks.starter.test.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "sample")
@ContextConfiguration(classes = SampleService.class)
@TestPropertySource(
        properties = {
            "agentworks.retention.period=1000d",
            "agentworks.retention.batch=10",
            "agentworks.retention.pause=1ms",
            "agentworks.retention.keep.dead-letters=2d"
        })
class RetentionSweepTests {
    @Autowired RetentionSweep sweep;
    @Autowired JdbcClient jdbc;
    @Autowired DataSource dataSource;
    @Autowired MeterRegistry meters;

    @BeforeEach
    void empty() {
        jdbc.sql("delete from inbox").update();
        jdbc.sql("delete from dead_letter").update();
    }

    @Test
    void forgetsAllThatIsOldAFewRowsAtATimeAndNothingElse() {
        received("old", 95, 9);
        received("new", 7, 7);
        var before = deleted("inbox");

        sweep.run();

        assertThat(texts("select distinct consumer from inbox")).containsExactly("new");
        assertThat(number("select count(*) from inbox")).isEqualTo(7);
        assertThat(deleted("inbox") - before).isEqualTo(95);
    }

    @Test
    void keepsWhatTheOperatorWantsToKeepAndOpenDeadLettersSixTimesAsLong() {
        letter("handled-long-ago", 20, 3);
        letter("handled-yesterday", 20, 1);
        letter("open", 11, null);
        letter("open-for-ever", 13, null);

        sweep.run();

        assertThat(texts("select message_id from dead_letter order by 1"))
                .containsExactly("handled-yesterday", "open");
    }

    @Test
    void leavesARuleAloneThatAnotherInstanceRuns() {
        received("old", 3, 9);
        var other = new TransactionTemplate(new JdbcTransactionManager(dataSource));

        other.executeWithoutResult(_ -> {
            jdbc.sql(
                            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/retention/inbox', 0))")
                    .query((_, _) -> 1)
                    .single();
            var sweeping = Thread.ofVirtual().start(sweep::run);
            join(sweeping);
            assertThat(number("select count(*) from inbox")).isEqualTo(3);
        });
        sweep.run();

        assertThat(number("select count(*) from inbox")).isZero();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void received(String consumer, int messages, int daysAgo) {
        jdbc.sql(
                        """
                        insert into inbox (consumer, event_id, received_at)
                        select :consumer, n::text, now() - make_interval(days => :days) from generate_series(1, :messages) n
                        """)
                .param("consumer", consumer)
                .param("days", daysAgo)
                .param("messages", messages)
                .update();
    }

    private void letter(String message, int daysAgo, @Nullable Integer redrivenDaysAgo) {
        jdbc.sql(
                        """
                        insert into dead_letter (id, subscription, message_id, attributes, body, published_at,
                               delivery_attempt, reason, arrived_at, redriven_at)
                        values (:id, 'sample.letters', :message, '{}', '', now(), 1, 'x',
                                now() - make_interval(days => :days),
                                now() - make_interval(days => cast(:redriven as integer)))
                        """)
                .param("id", Uuids.v7())
                .param("message", message)
                .param("days", daysAgo)
                .param("redriven", redrivenDaysAgo)
                .update();
    }

    private double deleted(String rule) {
        return meters.get("agentworks.retention.deleted").tag("rule", rule).counter().count();
    }

    private List<String> texts(String query) {
        return jdbc.sql(query).query((row, _) -> row.getString(1)).list();
    }

    private long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
