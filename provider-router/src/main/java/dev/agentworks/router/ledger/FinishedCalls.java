package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.commit.Together;
import dev.agentworks.router.usage.UsageEvents;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down calls that are over, many in one commit. */
@Component
public class FinishedCalls {
    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate single;
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
        this.single = (JdbcTemplate) jdbc.getJdbcOperations();
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        this.observations = observations;
        this.writes = new Together<>("finished-calls", it -> it.call().call().key(), this::insert);
    }

    /** Durable when this returns, with its event for billing. */
    public void write(FinishedCall call) {
        var ended = new Ended(call, observations.getCurrentObservation());
        // budgets are locked in one order within a call, not over many: this one goes alone
        if (call.outcome().spender() == null && call.attempts().size() == 1) {
            writes.ask(ended);
        } else {
            commit(ended);
        }
    }

    // without a transaction around it each statement is one; several go in one round trip
    private List<Boolean> insert(List<Ended> all) {
        var rows =
                all.stream()
                        .map(it -> usage.row(it.call().outcome().event(), it.observation()))
                        .toList();
        if (all.size() == 1) {
            single.update(
                    FinishedStatement.SQL,
                    statement ->
                            FinishedStatement.bind(
                                    statement, all.getFirst().call(), rows.getFirst()));
        } else {
            single.batchUpdate(
                    FinishedStatement.SQL,
                    new BatchPreparedStatementSetter() {
                        @Override
                        public void setValues(PreparedStatement statement, int number)
                                throws SQLException {
                            FinishedStatement.bind(
                                    statement, all.get(number).call(), rows.get(number));
                        }

                        @Override
                        public int getBatchSize() {
                            return all.size();
                        }
                    });
        }
        usage.committed();
        return all.stream().map(_ -> true).toList();
    }

    private void commit(Ended ended) {
        transactions.executeWithoutResult(_ -> {
            jdbc.update(FinishedSql.CALL, FinishedSql.call(ended.call()));
            jdbc.batchUpdate(FinishedSql.ATTEMPT, Rows.array(FinishedSql.attempts(ended.call())));
            tell(ended);
        });
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
