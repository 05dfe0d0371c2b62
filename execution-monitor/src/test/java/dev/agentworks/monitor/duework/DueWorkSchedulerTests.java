package dev.agentworks.monitor.duework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.starter.test.RecordedMessages;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** The orchestrator's view is played by a table of the same shape. */
@TestPropertySource(
        properties = {
            "agentworks.due-work.view=monitor.due_work",
            "agentworks.due-work.period=200ms"
        })
class DueWorkSchedulerTests extends MonitorTest {

    @Autowired Environment environment;
    @Autowired RecordedMessages messages;

    @BeforeEach
    void createView() throws SQLException {
        execute(
                "create table if not exists due_work (run_id uuid, workspace_id uuid, due_since timestamptz)");
    }

    @AfterEach
    void dropView() throws SQLException {
        execute("drop table if exists due_work");
    }

    @Test
    void asksForEachRunThatNoInstanceTookUp() throws SQLException {
        var due = UUID.randomUUID();
        var fresh = UUID.randomUUID();

        execute(
                """
                insert into due_work values ('%s', '%s', now() - interval '10 seconds'), ('%s', '%s', now() + interval '1 hour')
                """
                        .formatted(due, UUID.randomUUID(), fresh, UUID.randomUUID()));

        await().until(() -> isAskedFor(due));
        assertThat(isAskedFor(fresh)).isFalse();
    }

    @Test
    void wakesAnInstanceForWorkThatIsNoRun() throws SQLException {
        execute("insert into due_work values (null, null, now() - interval '10 seconds')");

        await().until(() -> isAskedFor(new UUID(0, 0)));
    }

    @Test
    void findsNothingWhereThereIsNoOrchestrator() throws SQLException {
        execute("drop table due_work");
        var due = UUID.randomUUID();
        execute("create table due_work (run_id uuid, workspace_id uuid, due_since timestamptz)");
        execute(
                "insert into due_work values ('%s', '%s', now() - interval '10 seconds')"
                        .formatted(due, due));

        await().until(() -> isAskedFor(due));
    }

    private boolean isAskedFor(UUID run) {
        return messages.on(Topics.RUN_WORK).stream()
                .anyMatch(message -> message.body().contains(run.toString()));
    }

    private void execute(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("AGENTWORKS_DATABASE_URL"),
                                environment.getRequiredProperty("AGENTWORKS_MIGRATION_USER"),
                                environment.getRequiredProperty("AGENTWORKS_MIGRATION_PASSWORD"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
