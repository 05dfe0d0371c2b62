package dev.agentworks.core.workspace;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.function.Supplier;

/** Binds row security to the platform itself, which then sees one workspace only. */
public final class WorkspaceScope {

    private WorkspaceScope() {}

    /** Does the work for the platform within the workspace. */
    public static <T> T call(WorkspaceId workspace, Supplier<T> work) {
        return TenantScope.call(DatabaseSubject.tenant(workspace.toString()), work);
    }
}
