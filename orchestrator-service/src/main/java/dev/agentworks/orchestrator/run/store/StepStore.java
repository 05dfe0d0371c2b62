package dev.agentworks.orchestrator.run.store;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepFailure;
import dev.agentworks.orchestrator.run.model.StepKeys;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepRetry;
import dev.agentworks.orchestrator.run.model.StepTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the steps of runs, and changes those that have begun; steps begin and end with the run's
 * own row.
 */
@Repository
public class StepStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StepStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All steps in the order in which they began. */
    public List<StepRecord> steps(UUID run) {
        return jdbc.sql("select * from run_step where run_id = :run order by started_at, step_path")
                .param("run", run)
                .query((row, _) -> {
                    var result = row.getString("result");
                    return new StepRecord(
                            row.getString("step_path"),
                            StepRecord.Kind.valueOf(row.getString("kind")),
                            "DONE".equals(row.getString("state")),
                            row.getInt("reissue_no"),
                            row.getInt("outage_no"),
                            row.getInt("attempts"),
                            row.getString("idem_key"),
                            json.readTree(result == null ? "{}" : result),
                            true,
                            failure(row));
                })
                .list();
    }

    /** The same for people, without what came of them. */
    public List<StepTimes> times(UUID run) {
        return jdbc.sql("select * from run_step where run_id = :run order by started_at, step_path")
                .param("run", run)
                .query((row, _) ->
                        new StepTimes(
                                row.getString("step_path"),
                                row.getString("kind"),
                                row.getString("state"),
                                row.getInt("attempts"),
                                row.getInt("reissue_no"),
                                Objects.requireNonNull(RunRowMapper.instant(row, "started_at")),
                                RunRowMapper.instant(row, "done_at")))
                .list();
    }

    private static @Nullable StepFailure failure(ResultSet row) throws SQLException {
        var code = row.getString("failing_code");
        return code == null
                ? null
                : new StepFailure(
                        new RunWait(code, row.getString("failing_detail")),
                        Objects.requireNonNull(RunRowMapper.instant(row, "failing_since")));
    }

    /** Counts another attempt at a step that has begun, and notes why it is made. */
    public void again(UUID run, StepRecord step, StepRetry retry) {
        int reissue = retry.isNewCall() ? step.reissue() + 1 : step.reissue();
        var cause = retry.cause();
        jdbc.sql(
                        """
                        update run_step set attempts = attempts + 1, reissue_no = :reissue, idem_key = :key,
                            outage_no = outage_no + :outage,
                            failing_code = :code,
                            failing_detail = :detail,
                            failing_since = case when :code::text is not null then coalesce(failing_since, now()) end
                        where run_id = :run and step_path = :path and state = 'INTENT'
                        """)
                .param("reissue", reissue)
                .param("outage", retry.call() == StepRetry.Call.NEW_AFTER_OUTAGE ? 1 : 0)
                .param("code", cause == null ? null : cause.code())
                .param("detail", cause == null ? null : StoredText.of(cause.detail()))
                .param("key", StepKeys.of(run, step.kind(), step.path(), reissue))
                .param("run", run)
                .param("path", step.path())
                .update();
    }

    /** Ends a step that has begun, for a run that no worker holds. */
    public void finish(Run run, String path, JsonNode result) {
        jdbc.sql(
                        """
                        update run_step set state = 'DONE', result = :result::json, done_at = now(), lease_epoch = :epoch
                        where run_id = :run and step_path = :path and state = 'INTENT'
                        """)
                .param("result", result.toString())
                .param("epoch", run.version().epoch())
                .param("run", run.id())
                .param("path", path)
                .update();
    }

    /** Forgets that a step has begun. */
    public void forget(UUID run, String path) {
        jdbc.sql(
                        "delete from run_step where run_id = :run and step_path = :path and state = 'INTENT'")
                .param("run", run)
                .param("path", path)
                .update();
    }
}
