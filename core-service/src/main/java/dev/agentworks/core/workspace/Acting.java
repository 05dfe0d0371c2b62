package dev.agentworks.core.workspace;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Binds row security to whoever acts: a person through the gateway, or the platform within one
 * workspace.
 */
public final class Acting {

    private static final String GATEWAY = "gateway";

    private Acting() {}

    /** Does the work for the person behind the call. */
    public static <T> T as(Caller caller, Function<UUID, T> work) {
        var person = UUID.fromString(caller.requireUser().id());
        return TenantScope.call(DatabaseSubject.user(person.toString()), () -> work.apply(person));
    }

    /**
     * Does what only a person may decide, for the person who asked for it at the gateway: an agent
     * or a service that acts for somebody is refused.
     */
    public static <T> T inPerson(Caller caller, Function<UUID, T> work) {
        if (!caller.service().equals(GATEWAY)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Only a person may do this, through the gateway.");
        }
        return as(caller, work);
    }

    /** Does the work for the platform, which sees this workspace only. */
    public static <T> T within(UUID workspace, Supplier<T> work) {
        return TenantScope.call(DatabaseSubject.tenant(workspace.toString()), work);
    }
}
