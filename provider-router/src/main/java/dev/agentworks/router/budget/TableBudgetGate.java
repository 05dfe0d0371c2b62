package dev.agentworks.router.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Budgets as rows beside the ledger: always right, because both change in one transaction. */
@Component
class TableBudgetGate implements BudgetGate {
    private final JdbcClient jdbc;
    private final BudgetSettings settings;
    private final Clock clock;
    private final Unlimited unlimited;

    TableBudgetGate(JdbcClient jdbc, BudgetSettings settings, Clock clock, Unlimited unlimited) {
        this.unlimited = unlimited;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public HoldOutcome hold(String id, Spender spender, BigDecimal amount) {
        if (unlimited.isKnown(spender)) {
            return new HoldOutcome.Unlimited();
        }
        allow(BudgetScope.CARD, spender.cardId(), spender.cardLimit(), spender);
        allow(BudgetScope.RUN, spender.runId(), spender.runLimit(), spender);
        var outcome = tryHold(id, spender, amount);
        // the dead may still hold what this call needs
        return outcome instanceof HoldOutcome.Refused && expire() > 0
                ? tryHold(id, spender, amount)
                : outcome;
    }

    @Override
    public HoldOutcome topUp(String id, BigDecimal more) {
        return outcome(
                jdbc.sql(BudgetSql.TOP_UP)
                        .param("id", id)
                        .param("amount", more)
                        .query(this::answer)
                        .list());
    }

    @Override
    public void settle(String id, Spender spender, BigDecimal actual) {
        bind(jdbc.sql(BudgetSql.SETTLE), spender).param("id", id).param("price", actual).update();
    }

    @Override
    public void release(String id) {
        jdbc.sql(BudgetSql.RELEASE).param("id", id).update();
    }

    /** Ends the holds of calls that died; gives how many budgets got something back. */
    @Scheduled(fixedDelayString = "PT5S")
    int expire() {
        return jdbc.sql(BudgetSql.EXPIRE).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        jdbc.sql(BudgetSql.FORGET).update();
    }

    private HoldOutcome tryHold(String id, Spender spender, BigDecimal amount) {
        return outcome(
                bind(jdbc.sql(BudgetSql.HOLD), spender)
                        .param("id", id)
                        .param("amount", amount)
                        .param("seconds", settings.holdFor().toMillis() / 1000.0)
                        .query(this::answer)
                        .list());
    }

    private void allow(
            BudgetScope scope, @Nullable UUID id, @Nullable BigDecimal limit, Spender spender) {
        if (id != null && limit != null) {
            jdbc.sql(BudgetSql.allow(scope))
                    .param("scope", scope.name())
                    .param("id", id)
                    .param("workspace", spender.workspaceId())
                    .param("limit", limit)
                    .update();
        }
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Spender spender) {
        return statement
                .param("workspace", spender.workspaceId())
                .param("project", spender.projectId())
                .param("run", spender.runId())
                .param("card", spender.cardId());
    }

    private static HoldOutcome outcome(List<HoldOutcome> answers) {
        return answers.stream()
                .filter(HoldOutcome.Refused.class::isInstance)
                .min(Comparator.comparing(it -> ((HoldOutcome.Refused) it).scope()))
                .orElseGet(answers::getFirst);
    }

    private HoldOutcome answer(ResultSet row, int number) throws SQLException {
        var scope = row.getString("scope");
        if (scope == null) {
            return row.getLong("budgets") == 0
                    ? new HoldOutcome.Unlimited()
                    : new HoldOutcome.Held();
        }
        return new HoldOutcome.Refused(
                BudgetScope.valueOf(scope),
                row.getObject("id", UUID.class),
                row.getBigDecimal("limit_amount"),
                row.getBigDecimal("remaining"),
                BudgetPeriod.valueOf(row.getString("period"))
                        .endAfter(clock.instant())
                        .orElse(null));
    }
}
