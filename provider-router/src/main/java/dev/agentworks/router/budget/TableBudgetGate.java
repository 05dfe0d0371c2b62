package dev.agentworks.router.budget;

import dev.agentworks.starter.commit.GroupCommit;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final GroupCommit<Claim, HoldOutcome> holds;

    TableBudgetGate(JdbcClient jdbc, BudgetSettings settings, Clock clock, Unlimited unlimited) {
        this.unlimited = unlimited;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.holds = new GroupCommit<>("holds", Claim::id, this::holdAll);
    }

    @Override
    public boolean isUnlimited(Spender spender) {
        return unlimited.isKnown(spender);
    }

    @Override
    public HoldOutcome hold(String id, Spender spender, BigDecimal amount) {
        if (isUnlimited(spender)) {
            return new HoldOutcome.Unlimited();
        }
        if (spender.cardLimit() != null || spender.runLimit() != null) {
            allow(spender);
        }
        return holds.submit(new Claim(id, spender, amount));
    }

    // a request that cannot be met is refused alone: the others get theirs
    private List<HoldOutcome> holdAll(List<Claim> asked) {
        if (asked.size() > 1) {
            var all =
                    Columns.of(jdbc.sql(HoldSql.HOLD_ALL), asked)
                            .param("seconds", settings.holdFor().toMillis() / 1000.0)
                            .query(TableBudgetGate::held)
                            .list();
            if (!all.getFirst().refused()) {
                var byId = all.stream().collect(Collectors.toMap(HeldRow::id, HeldRow::outcome));
                return asked.stream().map(it -> byId.get(it.id())).toList();
            }
        }
        return asked.stream().map(this::holdAlone).toList();
    }

    HoldOutcome holdAlone(Claim asked) {
        var outcome = tryHold(asked.id(), asked.spender(), asked.amount());
        // the dead may still hold what this call needs
        return outcome instanceof HoldOutcome.Refused && expire() > 0
                ? tryHold(asked.id(), asked.spender(), asked.amount())
                : outcome;
    }

    @Override
    public HoldOutcome topUp(String id, BigDecimal more) {
        return outcome(
                jdbc.sql(HoldSql.TOP_UP)
                        .param("id", id)
                        .param("amount", more)
                        .query(this::answer)
                        .list());
    }

    @Override
    public void settleAll(List<Claim> all) {
        if (!all.isEmpty()) {
            Columns.of(jdbc.sql(HoldSql.SETTLE), all).update();
        }
    }

    @Override
    public void release(String id) {
        jdbc.sql(HoldSql.RELEASE).param("id", id).update();
    }

    /** Ends the holds of calls that died; gives how many budgets got something back. */
    @Scheduled(fixedDelayString = "PT5S")
    int expire() {
        return jdbc.sql(HoldSql.EXPIRE).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        jdbc.sql(HoldSql.FORGET).update();
    }

    private HoldOutcome tryHold(String id, Spender spender, BigDecimal amount) {
        return outcome(
                bind(jdbc.sql(HoldSql.HOLD), spender)
                        .param("id", id)
                        .param("amount", amount)
                        .param("seconds", settings.holdFor().toMillis() / 1000.0)
                        .query(this::answer)
                        .list());
    }

    private void allow(Spender spender) {
        jdbc.sql(BudgetSql.ALLOW)
                .param("workspace", spender.workspaceId())
                .param("card", spender.cardId())
                .param("cardLimit", spender.cardLimit())
                .param("run", spender.runId())
                .param("runLimit", spender.runLimit())
                .update();
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

    private static HeldRow held(ResultSet row, int number) throws SQLException {
        return new HeldRow(
                row.getString("id"),
                row.getBoolean("refused"),
                row.getBoolean("limited") ? new HoldOutcome.Held() : new HoldOutcome.Unlimited());
    }

    private record HeldRow(String id, boolean refused, HoldOutcome outcome) {}

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
