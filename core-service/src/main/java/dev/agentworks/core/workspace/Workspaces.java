package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Workspaces and their members. Every call runs in the scope of the person who asks. */
@Service
public class Workspaces {

    private final WorkspaceRepository workspaces;
    private final WorkspaceQueries queries;
    private final Access access;
    private final Clock clock;

    Workspaces(
            WorkspaceRepository workspaces, WorkspaceQueries queries, Access access, Clock clock) {
        this.workspaces = workspaces;
        this.queries = queries;
        this.access = access;
        this.clock = clock;
    }

    /** A member of a workspace. */
    public record Member(UserId userId, String email, String name, Role role) {}

    /** Makes a workspace whose owner is the acting person. */
    @Transactional
    public WorkspaceView create(UserId person, String name) {
        var id = WorkspaceId.next();
        queries.insert(id, name, clock.instant());
        return require(person, id);
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
     * @throws ProblemException {@code version-conflict} when somebody else changed it
     */
    @Transactional
    public WorkspaceView rename(
            UserId person, WorkspaceId id, String name, @Nullable Long expectedVersion) {
        var role = access.require(person, id, Permission.MANAGE, "workspace");
        var workspace = workspaces.require(id);
        ETags.requireMatch(expectedVersion, workspace.version());
        workspace.rename(name);
        workspaces.flush();
        return workspace.seenBy(role);
    }

    @Transactional
    public void close(UserId person, WorkspaceId id) {
        access.require(person, id, Permission.CLOSE, "workspace");
        workspaces.require(id).close(clock.instant());
    }

    @Transactional(readOnly = true)
    public List<Member> members(UserId person, WorkspaceId id) {
        access.require(person, id, Permission.READ, "workspace");
        return queries.members(id);
    }
}
