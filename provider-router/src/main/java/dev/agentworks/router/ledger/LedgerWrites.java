package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.commit.GroupCommit;
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
    private final GroupCommit<Map<String, @Nullable Object>, Boolean> reservations;
    private final GroupCommit<Map<String, @Nullable Object>, Boolean> dispatches;
    private final GroupCommit<Ending, Boolean> endings;

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
        this.reservations = new GroupCommit<>("reservations", LedgerWrites::key, this::reserve);
        this.dispatches = new GroupCommit<>("dispatches", LedgerWrites::key, this::dispatch);
        this.endings = new GroupCommit<>("endings", it -> key(it.row()), this::end);
    }

    /** Whether the key was free. */
    boolean reserve(Map<String, @Nullable Object> row) {
        return reservations.submit(row);
    }

    /** Whether the call was still ours. */
    boolean dispatch(Map<String, @Nullable Object> row) {
        return dispatches.submit(row);
    }

    /** Whether the call was still ours; then billing hears of it too. */
    boolean finish(Map<String, @Nullable Object> row, Outcome outcome) {
        Rows.event(row, usage.row(outcome.event()));
        return endings.submit(new Ending(row, outcome));
    }

    private List<Boolean> reserve(List<Map<String, @Nullable Object>> rows) {
        return write(rows, LedgerSql.RESERVE, LedgerSql.RESERVE_ALL, Rows.RESERVED);
    }

    private List<Boolean> dispatch(List<Map<String, @Nullable Object>> rows) {
        return write(rows, LedgerSql.DISPATCH, LedgerSql.DISPATCH_ALL, Rows.DISPATCHED);
    }

    private List<Boolean> finish(List<Map<String, @Nullable Object>> rows) {
        return write(rows, LedgerSql.FINISH, LedgerSql.FINISH_ALL, Rows.FINISHED);
    }

    // one statement for all of them, which is a transaction of its own
    private List<Boolean> write(
            List<Map<String, @Nullable Object>> rows,
            String alone,
            String together,
            List<String> columns) {
        if (rows.size() == 1) {
            return List.of(jdbc.update(alone, rows.getFirst()) == 1);
        }
        var written =
                new HashSet<>(
                        single.query(
                                together,
                                statement -> Rows.columns(statement, columns, rows),
                                (row, _) -> row.getString(1)));
        // of several requests for one key only one gets it
        return rows.stream().map(row -> written.remove(key(row))).toList();
    }

    // only money of budgets must change together with it
    private List<Boolean> end(List<Ending> asked) {
        var rows = asked.stream().map(Ending::row).toList();
        var settled = asked.stream().anyMatch(it -> it.outcome().spender() != null);
        List<Boolean> ours =
                settled
                        ? Objects.requireNonNull(transactions.execute(_ -> settle(asked, rows)))
                        : finish(rows);
        usage.committed();
        return ours;
    }

    private List<Boolean> settle(List<Ending> asked, List<Map<String, @Nullable Object>> rows) {
        var ours = finish(rows);
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
                                    key(row), outcome.spender(), outcome.charge().price()));
        }
    }
}
