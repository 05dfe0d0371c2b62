package dev.agentworks.core.project;

import dev.agentworks.core.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads projects with their boards, and draws the numbers of cards. */
@Repository
class ProjectQueries {

    private static final String SELECT =
            """
            select p.id, p.workspace_id, p.key, p.name, p.description, b.id as board_id, p.version, p.created_at
            from project p join board b on b.project_id = p.id
            where p.archived_at is null
            """;

    private final JdbcClient jdbc;

    ProjectQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ProjectView> find(ProjectId id) {
        return jdbc.sql(SELECT + " and p.id = ?")
                .param(id.value())
                .query(ProjectQueries::view)
                .optional();
    }

    List<ProjectView> of(WorkspaceId workspace) {
        return jdbc.sql(SELECT + " and p.workspace_id = ? order by p.created_at")
                .param(workspace.value())
                .query(ProjectQueries::view)
                .list();
    }

    Set<String> keysOf(WorkspaceId workspace) {
        return new HashSet<>(
                jdbc.sql("select key from project where workspace_id = ?")
                        .param(workspace.value())
                        .query(String.class)
                        .list());
    }

    /** Locks the project's row until the transaction ends. */
    void lock(ProjectId id) {
        jdbc.sql("select 1 from project where id = ? for no key update")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** The row lock lets one card after the other be made, without a gap. */
    int nextCardNumber(ProjectId id) {
        return jdbc.sql(
                        "update project set next_card_number = next_card_number + 1 where id = ? returning next_card_number - 1")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /**
     * As {@link #nextCardNumber(ProjectId)}, and in the same statement keeps the ranks of a lane
     * from being rewritten until the transaction ends.
     *
     * @param alone whether the lane is locked, too: two who want its last place come one after the
     *     other
     */
    int nextCardNumber(ProjectId id, UUID lane, boolean alone) {
        return jdbc.sql(
                        """
                        update project set next_card_number = next_card_number + 1
                        from (select id from lane where id = :lane for %s) locked
                        where project.id = :project
                        returning next_card_number - 1
                        """
                                .formatted(alone ? "no key update" : "key share"))
                .param("project", id.value())
                .param("lane", lane)
                .query(Integer.class)
                .single();
    }

    private static ProjectView view(ResultSet row, int number) throws SQLException {
        return new ProjectView(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                row.getObject("board_id", UUID.class),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant());
    }
}
