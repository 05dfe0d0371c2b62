package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.commit.Together;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What every call writes, for many calls in one commit. */
@Component
class LedgerWrites {
    private final NamedParameterJdbcTemplate jdbc;
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
        this.reservations = together("reservations", LedgerSql.RESERVE);
        this.dispatches = together("dispatches", LedgerSql.DISPATCH);
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
        return endings.ask(new Ending(row, outcome, usage.told(outcome.event())));
    }

    private Together<Map<String, @Nullable Object>, Boolean> together(String name, String sql) {
        return new Together<>(name, LedgerWrites::key, rows -> changed(sql, rows));
    }

    private List<Boolean> changed(String sql, List<Map<String, @Nullable Object>> rows) {
        // one statement is a transaction of its own, with one way to the database instead of two
        return rows.size() == 1
                ? List.of(jdbc.update(sql, rows.getFirst()) == 1)
                : Objects.requireNonNull(transactions.execute(_ -> all(sql, rows)));
    }

    private List<Boolean> all(String sql, List<Map<String, @Nullable Object>> rows) {
        return Arrays.stream(jdbc.batchUpdate(sql, Rows.array(rows)))
                .mapToObj(count -> count == 1)
                .toList();
    }

    private List<Boolean> end(List<Ending> asked) {
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    var ours = all(LedgerSql.FINISH, asked.stream().map(Ending::row).toList());
                    var ended =
                            IntStream.range(0, asked.size())
                                    .filter(ours::get)
                                    .mapToObj(asked::get)
                                    .toList();
                    budgets.settleAll(ended.stream().flatMap(Ending::settlement).toList());
                    usage.appendAll(ended.stream().flatMap(Ending::message).toList());
                    return ours;
                }));
    }

    private static String key(Map<String, @Nullable Object> row) {
        return String.valueOf(row.get("key"));
    }

    /**
     * A call that ends.
     *
     * @param told what billing hears, in the trace of the call
     */
    private record Ending(
            Map<String, @Nullable Object> row, Outcome outcome, @Nullable OutgoingMessage told) {
        Stream<BudgetGate.Claim> settlement() {
            return outcome.spender() == null
                    ? Stream.of()
                    : Stream.of(
                            new BudgetGate.Claim(
                                    key(row), outcome.spender(), outcome.rated().price()));
        }

        Stream<OutgoingMessage> message() {
            return Stream.ofNullable(told);
        }
    }
}
