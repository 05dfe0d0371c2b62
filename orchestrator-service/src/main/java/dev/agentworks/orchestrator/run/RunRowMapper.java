package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
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
        var stop = row.getString("stop_reason");
        return new Run(
                row.getObject("run_id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getInt("lane_number"),
                row.getInt("lane_visit_no"),
                row.getObject("ordinal", Integer.class),
                row.getString("agent_id"),
                Run.TriggerKind.valueOf(row.getString("trigger_kind")),
                row.getString("triggered_by"),
                row.getString("instructions"),
                row.getObject("retry_of", UUID.class),
                RunStatus.valueOf(row.getString("status")),
                waitingFor(row),
                row.getLong("lease_epoch"),
                row.getInt("recoveries"),
                stop == null ? null : Run.StopReason.valueOf(stop),
                row.getString("provider"),
                row.getString("model"),
                instant(row, "deadline_at"),
                row.getLong("run_seq"),
                row.getLong("log_seq"),
                row.getInt("progress"),
                tokens(row),
                row.getBigDecimal("cost"),
                row.getBigDecimal("price"),
                row.getBoolean("simulated"),
                row.getString("summary"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                question(row),
                row.getString("approved_by"),
                estimate(row),
                row.getString("risk"));
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

    private static Run.Tokens tokens(ResultSet row) throws SQLException {
        return new Run.Tokens(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cached_tokens"),
                row.getLong("cache_write_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("total_tokens"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
