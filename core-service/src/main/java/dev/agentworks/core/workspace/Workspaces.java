package dev.agentworks.core.workspace;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Workspaces. Every call runs in the scope of the person who asks. */
@Service
public class Workspaces {

    private final WorkspaceRepository workspaces;
    private final WorkspaceQueries queries;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;

    Workspaces(
            WorkspaceRepository workspaces,
            WorkspaceQueries queries,
            Access access,
            AuditLog audit,
            Clock clock) {
        this.workspaces = workspaces;
        this.queries = queries;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a workspace whose owner is the acting person. */
    @Transactional
    public WorkspaceView create(UserId person, String name) {
        var made = make(person, name);
        audit.record(made.id().value(), AuditAction.WORKSPACE_CREATED, thing(made), Map.of());
        return made;
    }

    /** The same for a person whose account is being opened. */
    @Transactional
    public WorkspaceView createFor(UserId person, String name) {
        var made = make(person, name);
        audit.recordFor(
                person.value(),
                made.id().value(),
                AuditAction.WORKSPACE_CREATED,
                thing(made),
                Map.of());
        return made;
    }

    private WorkspaceView make(UserId person, String name) {
        var id = WorkspaceId.next();
        queries.insert(id, name, clock.instant());
        return require(person, id);
    }

    private static AuditThing thing(WorkspaceView workspace) {
        return new AuditThing("workspace", workspace.id().toString(), workspace.name());
    }

    @Transactional(readOnly = true)
    public List<WorkspaceView> of(UserId person) {
        return queries.of(person);
    }

    @Transactional(readOnly = true)
    public WorkspaceView require(UserId person, WorkspaceId id) {
        var role = access.require(person, id, Permission.READ, "workspace");
        return workspaces.require(id).seenBy(role);
    }

    /**
     * Holds still who belongs to the workspace until the transaction ends.
     *
     * @return its name
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String lock(WorkspaceId id) {
        return workspaces.requireLocked(id).name();
    }

    /**
     * @throws ProblemException {@code version-conflict} when somebody else changed it
     */
    @Transactional
    public WorkspaceView rename(
            UserId person, WorkspaceId id, String name, @Nullable Long expectedVersion) {
        var role = access.require(person, id, Permission.MANAGE, "workspace");
        var workspace = workspaces.require(id);
        ETags.requireMatch(expectedVersion, workspace.version());
        var before = workspace.name();
        workspace.rename(name);
        workspaces.flush();
        var renamed = workspace.seenBy(role);
        audit.record(
                id.value(),
                AuditAction.WORKSPACE_RENAMED,
                thing(renamed),
                Map.of("from", before, "to", renamed.name()));
        return renamed;
    }
}
