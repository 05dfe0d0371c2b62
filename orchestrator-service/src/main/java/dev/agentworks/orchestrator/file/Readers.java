package dev.agentworks.orchestrator.file;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.function.Supplier;

/** Reads for a person: the database shows the rows of their workspaces only. */
final class Readers {

    private Readers() {}

    static <T> T call(ActingUser user, Supplier<T> read) {
        var workspaces = String.join(",", user.grants().keySet());
        return TenantScope.call(new DatabaseSubject(user.id(), workspaces), read);
    }
}
