package dev.agentworks.core.workspace;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The end of workspaces. A deleted one is seen by nobody, its keys are good for nothing; for a
 * while its owners may have it back, then all of it is gone.
 */
@Service
@EnableConfigurationProperties(WorkspaceDeletionSettings.class)
public class WorkspaceDeletion {

    private final WorkspaceRepository workspaces;
    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog audit;
    private final WorkspaceDeletionSettings settings;
    private final Clock clock;

    WorkspaceDeletion(
            WorkspaceRepository workspaces,
            JdbcClient jdbc,
            Access access,
            AuditLog audit,
            WorkspaceDeletionSettings settings,
            Clock clock) {
        this.workspaces = workspaces;
        this.jdbc = jdbc;
        this.access = access;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Deletes the workspace.
     *
     * @param typedName its name, typed by the person: so that nobody deletes the wrong one
     */
    @Transactional
    public void delete(UserId person, WorkspaceId id, String typedName) {
        var role = access.require(person, id, Permission.CLOSE, "workspace");
        var workspace = workspaces.requireLocked(id);
        if (!workspace.name().equals(typedName.strip())) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The name is not that of the workspace.")
                    .invalid("query:name", "must be the name of the workspace, as it is written");
        }
        record(AuditAction.WORKSPACE_DELETED, workspace.seenBy(role));
        workspace.close(clock.instant());
    }

    /** The workspaces that the person may have back, the last deleted first. */
    @Transactional(readOnly = true)
    public List<DeletedWorkspace> of(UserId person) {
        return jdbc.sql("select * from deleted_workspaces() order by deleted_at desc")
                .query((row, _) -> {
                    var deletedAt = row.getTimestamp("deleted_at").toInstant();
                    return new DeletedWorkspace(
                            new WorkspaceId(row.getObject("id", UUID.class)),
                            row.getString("name"),
                            row.getString("slug"),
                            deletedAt,
                            deletedAt.plus(settings.grace()));
                })
                .list();
    }

    /** Undoes a deletion. */
    @Transactional
    public WorkspaceView restore(UserId person, WorkspaceId id) {
        var isRestored =
                jdbc.sql("select restore_workspace(?)")
                        .param(id.value())
                        .query(Boolean.class)
                        .single();
        // one that is not deleted is answered as it is: the first answer may have been lost
        var role = access.require(person, id, Permission.CLOSE, "workspace");
        var workspace = workspaces.require(id).seenBy(role);
        if (isRestored) {
            record(AuditAction.WORKSPACE_RESTORED, workspace);
        }
        return workspace;
    }

    /**
     * Deletes one workspace for good whose time is over.
     *
     * @return whether there was one
     */
    @Transactional
    public boolean purgeNext() {
        var before = Timestamp.from(clock.instant().minus(settings.grace()));
        return jdbc.sql("select purge_workspace(?)")
                .param(before)
                .query((row, _) -> row.getObject(1) != null)
                .single();
    }

    private void record(AuditAction action, WorkspaceView workspace) {
        audit.record(
                workspace.id().value(),
                action,
                new AuditThing("workspace", workspace.id().toString(), workspace.name()),
                Map.of());
    }
}
