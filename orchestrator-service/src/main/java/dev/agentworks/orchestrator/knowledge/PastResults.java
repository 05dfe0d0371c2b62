package dev.agentworks.orchestrator.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the results of completed runs. */
@Component
public class PastResults {

    private static final String RESULT =
            """
            select run.run_id, run.card_id, run.agent_id, run.summary, run.finished_at, step.result ->> 'verdict' as verdict
            from run left join run_step step on step.run_id = run.run_id and step.kind = 'COMPLETE'
            where run.status = 'COMPLETED' and run.summary is not null
            """;

    private final JdbcClient jdbc;

    PastResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The results of a card's visit to a lane, oldest first. */
    public List<PastResult> ofLaneVisit(UUID card, int laneVisit) {
        return jdbc.sql(
                        RESULT
                                + " and run.card_id = :card and run.lane_visit_no = :visit order by run.finished_at, run.run_id limit 20")
                .param("card", card)
                .param("visit", laneVisit)
                .query((row, _) -> result(row))
                .list();
    }

    /** The results in a project that match the words, best match first. */
    List<PastResult> search(UUID workspace, UUID project, String words, int most) {
        return jdbc.sql(
                        RESULT
                                + """
                                 and run.workspace_id = :workspace and run.project_id = :project
                                 and to_tsvector('english', run.summary) @@ any_word(:words)
                                order by ts_rank_cd(to_tsvector('english', run.summary), any_word(:words), 1) desc, run.run_id
                                limit :most
                                """)
                .param("workspace", workspace)
                .param("project", project)
                .param("words", words)
                .param("most", most)
                .query((row, _) -> result(row))
                .list();
    }

    private static PastResult result(ResultSet row) throws SQLException {
        return new PastResult(
                row.getObject("run_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getString("agent_id"),
                row.getString("summary"),
                row.getString("verdict"),
                row.getTimestamp("finished_at").toInstant());
    }
}
