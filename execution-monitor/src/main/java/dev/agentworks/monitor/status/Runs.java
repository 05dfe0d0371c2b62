package dev.agentworks.monitor.status;

import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.monitor.history.ReadPool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores every event of a run once, and the run's status by the latest of them. */
@Component
public class Runs {
    private final JdbcClient jdbc;
    private final ReadPool reads;
    private final JsonMapper json;

    Runs(JdbcClient jdbc, ReadPool reads, JsonMapper json) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.json = json;
    }

    /**
     * Records an event, in the caller's transaction.
     *
     * @return whether it was new; a second delivery changes nothing
     */
    public boolean record(AgentRunEvent event) {
        var isNew =
                jdbc.sql(
                                        """
                                        insert into run_event (event_id, run_id, workspace_id, run_seq, event_type, payload)
                                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                        """)
                                .params(
                                        event.eventId(),
                                        event.runId(),
                                        event.workspaceId(),
                                        event.runSeq(),
                                        event.eventType().wireName(),
                                        json.writeValueAsString(event).replace("\\u0000", ""))
                                .update()
                        == 1;
        if (isNew) {
            view(event);
        }
        return isNew;
    }

    /** The runs of a card, oldest first. */
    public List<RunView> ofCard(UUID workspace, UUID card) {
        return reads.inWorkspace(
                workspace,
                client ->
                        client.sql(
                                        "select * from run_view where card_id = ? order by started_at, run_id")
                                .param(card)
                                .query(Runs::row)
                                .list());
    }

    /** One run, if any event of it arrived. */
    public Optional<RunView> find(UUID workspace, UUID run) {
        return reads.inWorkspace(
                workspace,
                client ->
                        client.sql("select * from run_view where run_id = ?")
                                .param(run)
                                .query(Runs::row)
                                .optional());
    }

    private void view(AgentRunEvent event) {
        var usage = Optional.ofNullable(event.usage());
        var error = Optional.ofNullable(event.error());
        jdbc.sql(
                        """
                        insert into run_view as v (run_id, workspace_id, project_id, card_id, agent_id, status, progress, tokens,
                               cost, price, result, error_code, error_message, last_run_seq, started_at, updated_at)
                        values (:run, :workspace, :project, :card, :agent, :status, :progress, :tokens,
                               :cost, :price, :result, :errorCode, :errorMessage, :seq, :at, :at)
                        on conflict (run_id) do update
                           set status = excluded.status,
                               progress = coalesce(excluded.progress, v.progress),
                               tokens = coalesce(excluded.tokens, v.tokens),
                               cost = coalesce(excluded.cost, v.cost),
                               price = coalesce(excluded.price, v.price),
                               result = coalesce(excluded.result, v.result),
                               error_code = excluded.error_code,
                               error_message = excluded.error_message,
                               last_run_seq = excluded.last_run_seq,
                               started_at = least(v.started_at, excluded.started_at),
                               updated_at = excluded.updated_at
                         where excluded.last_run_seq > v.last_run_seq
                        """)
                .param("run", event.runId())
                .param("workspace", event.workspaceId())
                .param("project", event.projectId())
                .param("card", event.cardId())
                .param("agent", event.agentId())
                .param("status", event.status().name())
                .param("progress", event.progress())
                .param("tokens", usage.map(RunUsage::tokens).orElse(null))
                .param("cost", usage.map(RunUsage::cost).orElse(null))
                .param("price", usage.map(RunUsage::price).orElse(null))
                .param("result", event.result())
                .param("errorCode", error.map(RunError::code).orElse(null))
                .param("errorMessage", error.map(RunError::message).orElse(null))
                .param("seq", event.runSeq())
                .param("at", at(event.timestamp()))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static RunView row(ResultSet row, int number) throws SQLException {
        return new RunView(
                row.getObject("run_id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getString("agent_id"),
                row.getString("status"),
                row.getObject("progress", Integer.class),
                row.getObject("tokens", Long.class),
                row.getBigDecimal("cost"),
                row.getBigDecimal("price"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getLong("last_run_seq"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
