package dev.agentworks.orchestrator.run.store;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.run.model.Question;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunCost;
import dev.agentworks.orchestrator.run.model.RunIdentity;
import dev.agentworks.orchestrator.run.model.RunModel;
import dev.agentworks.orchestrator.run.model.RunPlacement;
import dev.agentworks.orchestrator.run.model.RunResult;
import dev.agentworks.orchestrator.run.model.RunState;
import dev.agentworks.orchestrator.run.model.RunTimes;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.RunVersion;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a run's row. */
final class RunRowMapper {

    static final RowMapper<Run> RUN = (row, _) -> run(row);

    private RunRowMapper() {}

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunIdentity(
                        row.getObject("run_id", UUID.class),
                        row.getObject("workspace_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getObject("card_id", UUID.class),
                        row.getString("agent_id")),
                new RunPlacement(
                        row.getInt("lane_number"),
                        row.getInt("lane_visit_no"),
                        row.getObject("ordinal", Integer.class)),
                new RunTrigger(
                        RunTrigger.Kind.valueOf(row.getString("trigger_kind")),
                        row.getString("triggered_by"),
                        row.getString("instructions"),
                        row.getObject("retry_of", UUID.class)),
                state(row),
                new RunVersion(
                        row.getLong("lease_epoch"), row.getLong("run_seq"), row.getLong("log_seq")),
                new RunModel(
                        row.getString("provider"), row.getString("model"), row.getString("risk")),
                cost(row),
                estimate(row),
                new RunResult(
                        row.getString("summary"),
                        row.getString("error_code"),
                        row.getString("error_message")),
                new RunTimes(
                        row.getTimestamp("created_at").toInstant(),
                        instant(row, "started_at"),
                        instant(row, "finished_at"),
                        instant(row, "deadline_at")));
    }

    static @Nullable StopReason stopReason(ResultSet row) throws SQLException {
        var reason = row.getString("stop_reason");
        return reason == null ? null : StopReason.valueOf(reason);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static RunState state(ResultSet row) throws SQLException {
        return new RunState(
                RunStatus.valueOf(row.getString("status")),
                waitingFor(row),
                stopReason(row),
                row.getInt("progress"),
                row.getInt("recoveries"),
                question(row),
                row.getString("approved_by"));
    }

    private static @Nullable Question question(ResultSet row) throws SQLException {
        var step = row.getString("question_step");
        return step == null
                ? null
                : new Question(
                        step,
                        row.getString("question_text"),
                        List.of((String[]) row.getArray("question_choices").getArray()),
                        Objects.requireNonNull(instant(row, "question_deadline")));
    }

    private static @Nullable Estimate estimate(ResultSet row) throws SQLException {
        var low = row.getBigDecimal("estimate_low");
        return low == null
                ? null
                : new Estimate(
                        low.stripTrailingZeros(),
                        row.getBigDecimal("estimate_high").stripTrailingZeros());
    }

    private static @Nullable RunWait waitingFor(ResultSet row) throws SQLException {
        var code = row.getString("waiting_code");
        return code == null ? null : new RunWait(code, row.getString("waiting_detail"));
    }

    private static RunCost cost(ResultSet row) throws SQLException {
        return new RunCost(
                new TokenUsage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cached_tokens"),
                        row.getLong("cache_write_tokens"),
                        row.getLong("reasoning_tokens"),
                        row.getLong("total_tokens")),
                row.getBigDecimal("cost"),
                row.getBigDecimal("price"),
                row.getBoolean("simulated"));
    }
}
