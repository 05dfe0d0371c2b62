package dev.agentworks.core.workspace;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Workspaces and their members. Every call runs in the scope of the person who asks. */
@Service
public class Workspaces {

    private static final String SELECT =
            """
            select w.id, w.name, w.slug, m.role, w.version, w.created_at
            from workspace w join membership m on m.workspace_id = w.id and m.person_id = :person
            where w.closed_at is null
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Workspaces(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** A member of a workspace. */
    public record Member(UUID userId, String email, String name, Role role) {}

    /** Makes a workspace whose owner is the acting person. */
    @Transactional
    public WorkspaceView found(UUID person, String name) {
        var id = Uuids.v7();
        jdbc.sql("select found_workspace(?, ?, ?, ?)")
                .params(id, name.strip(), slug(name, id), Timestamp.from(clock.instant()))
                .query((_, _) -> id)
                .single();
        return require(person, id);
    }

    @Transactional(readOnly = true)
    public List<WorkspaceView> of(UUID person) {
        return jdbc.sql(SELECT + " order by w.created_at")
                .param("person", person)
                .query(Workspaces::view)
                .list();
    }

    @Transactional(readOnly = true)
    public WorkspaceView require(UUID person, UUID workspace) {
        return jdbc.sql(SELECT + " and w.id = :id")
                .param("person", person)
                .param("id", workspace)
                .query(Workspaces::view)
                .optional()
                .orElseThrow(() -> Access.notFound("workspace"));
    }

    /**
     * @throws ProblemException {@code version-conflict} when somebody else changed it
     */
    @Transactional
    public WorkspaceView rename(UUID person, UUID workspace, String name, long expectedVersion) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        var changed =
                jdbc.sql(
                                "update workspace set name = ?, version = version + 1 where id = ? and version = ? and closed_at is null")
                        .params(name.strip(), workspace, expectedVersion)
                        .update();
        if (changed == 0) {
            throw new ProblemException(
                    CommonError.VERSION_CONFLICT, "The workspace was changed; read it again.");
        }
        return require(person, workspace);
    }

    @Transactional
    public void close(UUID person, UUID workspace) {
        access.require(person, workspace, Permission.CLOSE, "workspace");
        jdbc.sql("update workspace set closed_at = ?, version = version + 1 where id = ?")
                .params(Timestamp.from(clock.instant()), workspace)
                .update();
    }

    @Transactional(readOnly = true)
    public List<Member> members(UUID person, UUID workspace) {
        access.require(person, workspace, Permission.READ, "workspace");
        return jdbc.sql(
                        """
                        select p.id, p.email, p.name, m.role from membership m join person p on p.id = m.person_id
                        where m.workspace_id = ? order by m.since, p.id
                        """)
                .param(workspace)
                .query((row, _) ->
                        new Member(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                Role.valueOf(row.getString(4))))
                .list();
    }

    private static WorkspaceView view(ResultSet row, int number) throws SQLException {
        return new WorkspaceView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                Role.valueOf(row.getString(4)),
                row.getLong(5),
                row.getTimestamp(6).toInstant());
    }

    /** Readable, and unique by the end of the id. */
    private static String slug(String name, UUID id) {
        var plain =
                Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        var shortened = plain.substring(0, Math.min(40, plain.length()));
        return (shortened.isEmpty() ? "workspace" : shortened) + "-" + id.toString().substring(28);
    }
}
