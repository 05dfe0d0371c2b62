package dev.agentworks.orchestrator.access;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.function.Supplier;

/** Runs work in the name of a person: the database shows only the rows of their workspaces. */
public final class UserScope {

    private UserScope() {}

    public static <T> T call(ActingUser user, Supplier<T> work) {
        return TenantScope.call(subject(user), work);
    }

    /** Runs work that may fail with an exception of its own. */
    public static <X extends Throwable> void run(ActingUser user, Work<X> work) throws X {
        var subject = subject(user);
        TenantScope.<Boolean, X>callDeferred(
                () -> subject,
                () -> {
                    work.run();
                    return true;
                });
    }

    private static DatabaseSubject subject(ActingUser user) {
        return new DatabaseSubject(user.id(), String.join(",", user.grants().keySet()));
    }

    /** Work without a result. */
    public interface Work<X extends Throwable> {
        void run() throws X;
    }
}
