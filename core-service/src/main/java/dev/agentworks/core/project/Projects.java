package dev.agentworks.core.project;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Projects: create, change, find; hands out the numbers of cards. */
@Service
public class Projects {

    private static final String SELECT =
            """
            select p.id, p.workspace_id, p.key, p.name, p.description, b.id as board_id, p.version, p.created_at
            from project p join board b on b.project_id = p.id
            where p.archived_at is null
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Projects(JdbcClient jdbc, Access access, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public ProjectView create(
            UUID person, UUID workspace, String name, @Nullable String key, String description) {
        access.require(person, workspace, Permission.WRITE, "workspace");
        var id = Uuids.v7();
        var chosen = key != null ? new ProjectKey(key) : freeKey(workspace, name);
        try {
            jdbc.sql(
                            "insert into project (id, workspace_id, key, name, description, created_at) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            workspace,
                            chosen.value(),
                            name.strip(),
                            description,
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new ProblemException(
                            ProjectError.PROJECT_KEY_TAKEN,
                            "The key %s is in use; choose another.".formatted(chosen.value()))
                    .invalid("/key", "is in use");
        }
        events.publishEvent(new ProjectCreated(id, workspace, name.strip(), person));
        return require(id);
    }

    @Transactional
    public ProjectView change(
            UUID person, UUID id, String name, String description, @Nullable Long expectedVersion) {
        var project = require(id);
        access.require(person, project.workspaceId(), Permission.WRITE, "project");
        var changed =
                jdbc.sql(
                                "update project set name = ?, description = ?, version = version + 1 where id = ? and version = ?")
                        .params(
                                name.strip(),
                                description,
                                id,
                                expectedVersion == null ? project.version() : expectedVersion)
                        .update();
        if (changed == 0) {
            throw new ProblemException(
                    CommonError.VERSION_CONFLICT, "The project was changed; read it again.");
        }
        return require(id);
    }

    @Transactional(readOnly = true)
    public List<ProjectView> of(UUID person, UUID workspace) {
        access.require(person, workspace, Permission.READ, "workspace");
        return jdbc.sql(SELECT + " and p.workspace_id = ? order by p.created_at")
                .param(workspace)
                .query(Projects::view)
                .list();
    }

    /** The project, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public ProjectView require(UUID id) {
        return jdbc.sql(SELECT + " and p.id = ?")
                .param(id)
                .query(Projects::view)
                .optional()
                .orElseThrow(() -> Access.notFound("project"));
    }

    /**
     * The next number of a card; the row lock lets one card after the other be made, without a gap.
     */
    @Transactional
    public int nextCardNumber(UUID project) {
        return jdbc.sql(
                        "update project set next_card_number = next_card_number + 1 where id = ? returning next_card_number - 1")
                .param(project)
                .query(Integer.class)
                .single();
    }

    private ProjectKey freeKey(UUID workspace, String name) {
        var taken =
                new HashSet<>(
                        jdbc.sql("select key from project where workspace_id = ?")
                                .param(workspace)
                                .query(String.class)
                                .list());
        var first = ProjectKey.from(name);
        var key = first;
        for (var number = 2; taken.contains(key.value()); number++) {
            key = first.numbered(number);
        }
        return key;
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
