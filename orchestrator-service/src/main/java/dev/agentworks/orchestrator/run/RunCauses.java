package dev.agentworks.orchestrator.run;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Runs that failed or were parked, by cause, across workspaces: those that nobody has repeated, and
 * whose card still stands where they worked on it.
 */
@Repository
class RunCauses {

    private static final String OPEN =
            """
            from run
            where status in ('FAILED', 'PARKED') and not steps_forgotten and finished_at > :since
              and exists (select from card_cursor card
                          where card.card_id = run.card_id and card.lane_visit_no = run.lane_visit_no and not card.deleted)
              and not exists (select from run again
                              where again.card_id = run.card_id and again.retry_of = run.run_id)
            """;

    private final JdbcClient jdbc;

    RunCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are of each cause since then, the most first. */
    List<Cause> since(Instant time) {
        return jdbc.sql(
                        """
                        select coalesce(error_code, '') as cause, status, count(*) as number,
                               min(finished_at) as first_at, max(finished_at) as last_at
                        """
                                + OPEN
                                + " group by 1, 2 order by 3 desc, 1, 2 limit 100")
                .param("since", at(time))
                .query((row, _) ->
                        new Cause(
                                row.getString("cause"),
                                row.getString("status"),
                                row.getLong("number"),
                                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                                row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The oldest runs of a cause, so many at most. */
    List<Found> of(String cause, Instant since, int most) {
        return jdbc.sql(
                        "select run_id, workspace_id, status = 'PARKED' as parked "
                                + OPEN
                                + " and coalesce(error_code, '') = :cause order by finished_at, run_id limit :most")
                .param("since", at(since))
                .param("cause", cause)
                .param("most", most)
                .query((row, _) ->
                        new Found(
                                row.getObject("run_id", UUID.class),
                                row.getObject("workspace_id", UUID.class),
                                row.getBoolean("parked")))
                .list();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    record Cause(String cause, String status, long count, Instant firstAt, Instant lastAt) {}

    record Found(UUID run, UUID workspace, boolean parked) {}
}
