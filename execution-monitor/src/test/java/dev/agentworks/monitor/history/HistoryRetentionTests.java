package dev.agentworks.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.monitor.TestRun;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import dev.agentworks.starter.test.TestPublisher;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class HistoryRetentionTests extends MonitorTest {
    private static final Duration KEEP = Duration.ofDays(90);
    @Autowired ApplicationContext context;
    @Autowired TestPublisher publisher;
    @Autowired LogHistory history;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    private final TestRun old = TestRun.aRun();
    private final TestRun young = TestRun.aRun();

    @BeforeEach
    void forgetWhatOtherTestsLeft() {
        forgetAll("lines");
    }

    @Test
    void linesOfRunsThatEndedLongAgoAreForgottenAFewAtATimeFromTheFirstOn() {
        play(old, 100);
        play(young, 80);

        assertThat(forget("lines", 4)).isEqualTo(4);

        assertThat(history.page(old.workspaceId(), old.runId(), 0, 100))
                .extracting(StoredLine::offset)
                .startsWith(4L)
                .hasSize(7);
        assertThat(head(old).floor()).isEqualTo(4);

        forgetAll("lines");

        assertThat(history.page(old.workspaceId(), old.runId(), 0, 100)).isEmpty();
        assertThat(head(old).floor()).isEqualTo(11);
        assertThat(history.page(young.workspaceId(), young.runId(), 0, 100)).hasSize(11);
    }

    @Test
    void aRunThatIsNotOverKeepsItsLines() {
        publisher.publish(old.lines("journal", 1, 5));
        await().until(() -> history.page(old.workspaceId(), old.runId(), 0, 10).size() == 5);
        update(old, "update log_stream set opened_at = now() - interval '100 days'");

        forgetAll("lines");

        assertThat(history.page(old.workspaceId(), old.runId(), 0, 10)).hasSize(5);
    }

    @Test
    void eventsAndLaterTheRunItselfAreForgotten() {
        play(old, 100);
        update(old, "update run_event set received_at = now() - interval '100 days'");
        forgetAll("lines");
        assertThat(count(old, "run_event")).isPositive();

        forgetAll("run-events");

        assertThat(count(old, "run_event")).isZero();
        assertThat(count(old, "run_view")).isEqualTo(1);

        forgetAll("runs");
        assertThat(count(old, "run_view")).isEqualTo(1);
        update(old, "update log_stream set forgotten_at = now() - interval '100 days'");
        forgetAll("runs");

        for (var table : new String[] {"run_view", "log_stream", "log_producer", "log_line"}) {
            assertThat(count(old, table)).as(table).isZero();
        }
    }

    private int forget(String rule, int most) {
        return new RetentionRules(context).forget(rule, KEEP, most);
    }

    private void forgetAll(String rule) {
        await().until(() -> forget(rule, 1000) == 0);
    }

    private void play(TestRun run, int daysAgo) {
        publisher.publish(run.lines("journal", 1, 10));
        publisher.publish(run.lastLine(11));
        publisher.publish(run.event(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED, 11L));
        await().until(() ->
                history.head(run.workspaceId(), run.runId())
                        .filter(head -> head.finalOffset() != null)
                        .isPresent());
        update(
                run,
                "update log_stream set ended_at = now() - interval '%d days'".formatted(daysAgo));
    }

    private StreamHead head(TestRun run) {
        return history.head(run.workspaceId(), run.runId()).orElseThrow();
    }

    private void update(TestRun run, String sql) {
        TenantScope.run(
                DatabaseSubject.tenant(run.workspaceId().toString()),
                () ->
                        transactions.executeWithoutResult(_ ->
                                jdbc.sql(sql + " where run_id = ?").param(run.runId()).update()));
    }

    private long count(TestRun run, String table) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.tenant(run.workspaceId().toString()),
                        () ->
                                transactions.execute(_ ->
                                        jdbc.sql(
                                                        "select count(*) from "
                                                                + table
                                                                + " where run_id = ?")
                                                .param(run.runId())
                                                .query(Long.class)
                                                .single())));
    }
}
