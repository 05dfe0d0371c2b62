package dev.agentworks.router.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The budgets that are set. What they have spent is computed from the ledger. */
@Component
public class Budgets {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Unlimited unlimited;

    Budgets(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Unlimited unlimited) {
        this.unlimited = unlimited;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sets what may be spent; no limit lets it stand and refuse nothing.
     *
     * @return false when the thing belongs to another workspace
     */
    public boolean set(
            BudgetScope scope,
            UUID id,
            UUID workspaceId,
            @Nullable BigDecimal limit,
            BudgetPeriod period) {
        boolean written =
                jdbc.sql(BudgetSql.SET)
                                .param("scope", scope.name())
                                .param("id", id)
                                .param("workspace", workspaceId)
                                .param("period", period.name())
                                .param("limit", limit)
                                .update()
                        == 1;
        if (written) {
            unlimited.forget(workspaceId);
            reseed(scope, id);
        }
        return written;
    }

    /**
     * Says how much a workspace's wallet holds; nothing is refused for its sake without an amount.
     * What was spent is counted from the ledger first, so that it is not spent again.
     */
    public void setRemaining(UUID workspaceId, @Nullable BigDecimal remaining) {
        transactions.executeWithoutResult(_ -> {
            boolean opened =
                    jdbc.sql(BudgetSql.OPEN_WALLET).param("workspace", workspaceId).update() == 1;
            if (opened) {
                reseed(BudgetScope.WALLET, workspaceId);
            }
            jdbc.sql(BudgetSql.REMAINING)
                    .param("workspace", workspaceId)
                    .param("remaining", remaining)
                    .update();
        });
        unlimited.forget(workspaceId);
    }

    public Optional<Budget> find(BudgetScope scope, UUID id) {
        return jdbc.sql(BudgetSql.READ)
                .param("scope", scope.name())
                .param("id", id)
                .query(this::budget)
                .optional();
    }

    /** Counts again from the ledger, which is the truth. */
    void reseed(BudgetScope scope, UUID id) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(BudgetSql.LOCK)
                    .param("scope", scope.name())
                    .param("id", id)
                    .query(Integer.class)
                    .optional();
            jdbc.sql(BudgetSql.reseed(scope)).param("scope", scope.name()).param("id", id).update();
        });
    }

    @Scheduled(fixedDelayString = "PT10S")
    void reseedDue() {
        jdbc.sql(BudgetSql.DUE)
                .query((row, _) ->
                        new Due(
                                BudgetScope.valueOf(row.getString(1)),
                                row.getObject(2, UUID.class)))
                .list()
                .forEach(due -> reseed(due.scope(), due.id()));
    }

    private Budget budget(ResultSet row, int number) throws SQLException {
        var period = BudgetPeriod.valueOf(row.getString("period"));
        var limit = row.getBigDecimal("limit_amount");
        var spent = row.getBigDecimal("spent");
        var held = row.getBigDecimal("held");
        return new Budget(
                BudgetScope.valueOf(row.getString("scope")),
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                period,
                limit,
                spent,
                held,
                limit == null ? null : limit.subtract(spent).subtract(held).max(BigDecimal.ZERO),
                period.endAfter(clock.instant()).orElse(null));
    }

    private record Due(BudgetScope scope, UUID id) {}
}
