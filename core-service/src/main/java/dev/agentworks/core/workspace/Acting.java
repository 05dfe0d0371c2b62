package dev.agentworks.core.workspace;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
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

    /**
     * Does the work for the person behind the call; when a program of theirs calls with a key,
     * within the key's workspace.
     */
    public static <T> T as(Caller caller, Function<UUID, T> work) {
        var user = caller.requireUser();
        var person = UUID.fromString(user.id());
        return TenantScope.call(subject(user), () -> work.apply(person));
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

    /**
     * Does what a person decides themselves, in a session of their own: approvals, the rules of
     * lanes, workspaces and keys. A program that has a key of theirs is refused too.
     */
    public static <T> T deciding(Caller caller, Function<UUID, T> work) {
        if (caller.requireUser().key() != null) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "A person decides this, signed in; not an API key.");
        }
        return inPerson(caller, work);
    }

    private static DatabaseSubject subject(ActingUser user) {
        if (user.key() == null) {
            return DatabaseSubject.user(user.id());
        }
        if (user.grants().size() != 1) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "An API key belongs to one workspace.");
        }
        return new DatabaseSubject(user.id(), user.grants().keySet().iterator().next());
    }

    /** Does the work for the platform, which sees this workspace only. */
    public static <T> T within(UUID workspace, Supplier<T> work) {
        return TenantScope.call(DatabaseSubject.tenant(workspace.toString()), work);
    }
}
