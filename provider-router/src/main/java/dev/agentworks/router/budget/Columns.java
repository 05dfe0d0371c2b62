package dev.agentworks.router.budget;

import dev.agentworks.router.budget.BudgetGate.Claim;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Amounts of many calls as the arrays of one statement. */
final class Columns {
    private Columns() {}

    static JdbcClient.StatementSpec of(JdbcClient.StatementSpec statement, List<Claim> all) {
        return statement
                .param("ids", all.stream().map(Claim::id).toArray(String[]::new))
                .param(
                        "amounts",
                        all.stream()
                                .map(Claim::amount)
                                .map(BigDecimal::toPlainString)
                                .toArray(String[]::new))
                .param("workspaces", column(all, Spender::workspaceId))
                .param("projects", column(all, Spender::projectId))
                .param("runs", column(all, Spender::runId))
                .param("cards", column(all, Spender::cardId));
    }

    private static @Nullable String[] column(
            List<Claim> all, Function<Spender, @Nullable UUID> field) {
        return all.stream()
                .map(it -> field.apply(it.spender()))
                .map(id -> id == null ? null : id.toString())
                .toArray(String[]::new);
    }
}
