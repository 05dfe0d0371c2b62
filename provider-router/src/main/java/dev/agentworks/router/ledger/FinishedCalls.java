package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.commit.Together;
import dev.agentworks.router.usage.UsageEvents;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down calls that are over, many in one commit. */
@Component
public class FinishedCalls {
    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final ObservationRegistry observations;
    private final Together<Ended, Boolean> writes;

    FinishedCalls(
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
        this.writes = new Together<>("finished-calls", it -> it.call().call().key(), this::commit);
    }

    /** Durable when this returns, with its event for billing. */
    public void write(FinishedCall call) {
        var ended = new Ended(call, observations.getCurrentObservation());
        // budgets are locked in one order within a call, not over many: this one goes alone
        if (call.outcome().spender() == null) {
            writes.ask(ended);
        } else {
            commit(List.of(ended));
        }
    }

    private List<Boolean> commit(List<Ended> all) {
        transactions.executeWithoutResult(_ -> {
            var calls = all.stream().map(Ended::call).toList();
            jdbc.batchUpdate(
                    FinishedSql.CALL, Rows.array(calls.stream().map(FinishedSql::call).toList()));
            jdbc.batchUpdate(
                    FinishedSql.ATTEMPT,
                    Rows.array(
                            calls.stream()
                                    .flatMap(it -> FinishedSql.attempts(it).stream())
                                    .toList()));
            all.forEach(this::tell);
        });
        return all.stream().map(_ -> true).toList();
    }

    private void tell(Ended ended) {
        var outcome = ended.call().outcome();
        if (outcome.spender() != null) {
            budgets.settle(ended.call().call().key(), outcome.spender(), outcome.rated().price());
        }
        usage.append(outcome.event(), ended.observation());
    }

    /**
     * A call that is over.
     *
     * @param observation the call's trace, which the event for billing carries on
     */
    private record Ended(FinishedCall call, @Nullable Observation observation) {}
}
