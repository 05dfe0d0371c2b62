package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What every call writes, for many calls in one commit. */
@Component
class LedgerWrites implements DisposableBean {
    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final ObservationRegistry observations;
    private final Together<Map<String, @Nullable Object>, Boolean> reservations;
    private final Together<Map<String, @Nullable Object>, Boolean> dispatches;
    private final Together<Ending, Boolean> endings;

    LedgerWrites(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            BudgetGate budgets,
            ObservationRegistry observations) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        this.observations = observations;
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
        var ending = new Ending(row, outcome, observations.getCurrentObservation());
        // budgets are locked in one order within a call, not over many: this one goes alone
        return outcome.spender() == null ? endings.ask(ending) : end(List.of(ending)).getFirst();
    }

    @Override
    public void destroy() {
        reservations.close();
        dispatches.close();
        endings.close();
    }

    private Together<Map<String, @Nullable Object>, Boolean> together(String name, String sql) {
        return new Together<>(name, LedgerWrites::key, rows -> changed(sql, rows));
    }

    private List<Boolean> changed(String sql, List<Map<String, @Nullable Object>> rows) {
        return Objects.requireNonNull(
                transactions.execute(_ ->
                        Arrays.stream(jdbc.batchUpdate(sql, Rows.array(rows)))
                                .mapToObj(count -> count == 1)
                                .toList()));
    }

    private List<Boolean> end(List<Ending> all) {
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    var counts =
                            jdbc.batchUpdate(
                                    LedgerSql.FINISH,
                                    Rows.array(all.stream().map(Ending::row).toList()));
                    var ended = new ArrayList<Ending>();
                    for (int i = 0; i < counts.length; i++) {
                        if (counts[i] == 1) {
                            ended.add(all.get(i));
                        }
                    }
                    jdbc.batchUpdate(
                            LedgerSql.FINISH_ATTEMPT,
                            Rows.array(ended.stream().map(Ending::row).toList()));
                    ended.forEach(this::tell);
                    return Arrays.stream(counts).mapToObj(count -> count == 1).toList();
                }));
    }

    private void tell(Ending ending) {
        var outcome = ending.outcome();
        if (outcome.spender() != null) {
            budgets.settle(key(ending.row()), outcome.spender(), outcome.rated().price());
        }
        usage.append(outcome.event(), ending.observation());
    }

    private static String key(Map<String, @Nullable Object> row) {
        return String.valueOf(row.get("key"));
    }

    /**
     * A call that ends.
     *
     * @param observation the call's trace, which the event for billing carries on
     */
    private record Ending(
            Map<String, @Nullable Object> row,
            Outcome outcome,
            @Nullable Observation observation) {}
}
