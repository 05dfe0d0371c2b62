package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.commit.Together;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What every call writes, for many calls in one commit. */
@Component
class LedgerWrites {
    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate single;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final Together<Map<String, @Nullable Object>, Boolean> reservations;
    private final Together<Map<String, @Nullable Object>, Boolean> dispatches;
    private final Together<Ending, Boolean> endings;

    LedgerWrites(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            BudgetGate budgets) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        this.single = (JdbcTemplate) jdbc.getJdbcOperations();
        this.reservations = new Together<>("reservations", LedgerWrites::key, this::reserve);
        this.dispatches = new Together<>("dispatches", LedgerWrites::key, this::dispatch);
        this.endings = new Together<>("endings", it -> key(it.row()), this::end);
    }

    /** Whether the key was free. */
    boolean reserve(Map<String, @Nullable Object> row) {
        return reservations.ask(row);
    }

    /** Whether the call was still ours. */
    boolean dispatch(Map<String, @Nullable Object> row) {
        return dispatches.ask(row);
    }

    /** Whether the call was still ours; then billing hears of it too. */
    boolean finish(Map<String, @Nullable Object> row, Outcome outcome) {
        Rows.event(row, usage.row(outcome.event()));
        return endings.ask(new Ending(row, outcome));
    }

    private List<Boolean> reserve(List<Map<String, @Nullable Object>> rows) {
        if (rows.size() == 1) {
            return List.of(jdbc.update(LedgerSql.RESERVE, rows.getFirst()) == 1);
        }
        var free =
                new HashSet<>(
                        single.query(
                                LedgerSql.RESERVE_ALL,
                                statement -> Rows.columns(statement, rows),
                                (row, _) -> row.getString(1)));
        // who asks for one key at once with others gets it once
        return rows.stream().map(row -> free.remove(key(row))).toList();
    }

    private List<Boolean> dispatch(List<Map<String, @Nullable Object>> rows) {
        // one statement is a transaction of its own, with one way to the database instead of two
        return rows.size() == 1
                ? List.of(jdbc.update(LedgerSql.DISPATCH, rows.getFirst()) == 1)
                : Objects.requireNonNull(transactions.execute(_ -> all(LedgerSql.DISPATCH, rows)));
    }

    private List<Boolean> all(String sql, List<Map<String, @Nullable Object>> rows) {
        return Arrays.stream(jdbc.batchUpdate(sql, Rows.array(rows)))
                .mapToObj(count -> count == 1)
                .toList();
    }

    // each call is one statement; only money of budgets must change together with it
    private List<Boolean> end(List<Ending> asked) {
        var rows = asked.stream().map(Ending::row).toList();
        var settled = asked.stream().anyMatch(it -> it.outcome().spender() != null);
        List<Boolean> ours =
                !settled && rows.size() == 1
                        ? List.of(jdbc.update(LedgerSql.FINISH, rows.getFirst()) == 1)
                        : Objects.requireNonNull(transactions.execute(_ -> endAll(asked, rows)));
        usage.committed();
        return ours;
    }

    private List<Boolean> endAll(List<Ending> asked, List<Map<String, @Nullable Object>> rows) {
        var ours = all(LedgerSql.FINISH, rows);
        budgets.settleAll(
                IntStream.range(0, asked.size())
                        .filter(ours::get)
                        .mapToObj(asked::get)
                        .flatMap(Ending::settlement)
                        .toList());
        return ours;
    }

    private static String key(Map<String, @Nullable Object> row) {
        return String.valueOf(row.get("key"));
    }

    /** A call that ends, with what billing hears. */
    private record Ending(Map<String, @Nullable Object> row, Outcome outcome) {
        Stream<BudgetGate.Claim> settlement() {
            return outcome.spender() == null
                    ? Stream.of()
                    : Stream.of(
                            new BudgetGate.Claim(
                                    key(row), outcome.spender(), outcome.rated().price()));
        }
    }
}
