package dev.agentworks.orchestrator.run.store;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepKeys;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepTimes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
                            row.getInt("attempts"),
                            row.getString("idem_key"),
                            json.readTree(result == null ? "{}" : result),
                            true);
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

    /** Counts another attempt at a step that has begun. */
    public void again(UUID run, StepRecord step, int reissue) {
        jdbc.sql(
                        """
                        update run_step set attempts = attempts + 1, reissue_no = :reissue, idem_key = :key
                        where run_id = :run and step_path = :path and state = 'INTENT'
                        """)
                .param("reissue", reissue)
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
