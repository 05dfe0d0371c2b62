package dev.agentworks.orchestrator.access;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.function.Supplier;

/** Runs work in the name of a person: the database shows only the rows of their workspaces. */
public final class UserScope {

    private UserScope() {}

    public static <T> T call(ActingUser user, Supplier<T> work) {
        var workspaces = String.join(",", user.grants().keySet());
        return TenantScope.call(new DatabaseSubject(user.id(), workspaces), work);
    }
}
