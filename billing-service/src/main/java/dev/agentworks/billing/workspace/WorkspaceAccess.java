package dev.agentworks.billing.workspace;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does work in a transaction of one workspace, after it has checked who asks. A workspace one is no
 * member of does not exist: 404; money is for owners and administrators: 403 for others.
 */
@Component
public class WorkspaceAccess {
    private static final Set<String> MONEY = Set.of("OWNER", "ADMIN");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    WorkspaceAccess(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** For any member. */
    public <T extends @Nullable Object> T asMember(
            ActingUser user, UUID workspace, Supplier<T> work) {
        role(user, workspace);
        return asPlatform(workspace, work);
    }

    /** For those who see and decide about money. */
    public <T extends @Nullable Object> T asManager(
            ActingUser user, UUID workspace, Supplier<T> work) {
        if (!MONEY.contains(role(user, workspace))) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Only owners and administrators see and change what concerns money.");
        }
        return asPlatform(workspace, work);
    }

    /** For the platform itself, within the workspace. */
    public <T extends @Nullable Object> T asPlatform(UUID workspace, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // one that began before the workspace was known, such as that of an Idempotency-Key
            jdbc.sql("select set_config('app.tenant_id', ?, true)")
                    .param(workspace.toString())
                    .query(String.class)
                    .single();
            return work.get();
        }
        return TenantScope.callDeferred(
                () -> DatabaseSubject.tenant(workspace.toString()),
                () -> transactions.<T>execute(_ -> work.get()));
    }

    private static String role(ActingUser user, UUID workspace) {
        var role = user.grants().get(workspace.toString());
        if (role == null) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "There is no workspace " + workspace + ".");
        }
        return role;
    }
}
