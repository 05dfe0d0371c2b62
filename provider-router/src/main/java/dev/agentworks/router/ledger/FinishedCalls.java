package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.ledger.FinishedBatch.Ended;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.commit.Together;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down calls that are over, many in one commit. */
@Component
public class FinishedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedCalls.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate single;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final Together<Ended, Boolean> writes;

    FinishedCalls(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            BudgetGate budgets) {
        this.jdbc = jdbc;
        this.single = (JdbcTemplate) jdbc.getJdbcOperations();
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        this.writes =
                new Together<>("finished-calls", it -> it.call().call().key(), this::insertAll);
    }

    /** Durable when this returns, with its event for billing; written twice it is written once. */
    public void write(FinishedCall call) {
        try {
            insert(call);
        } catch (DuplicateKeyException e) {
            // all of it is one commit, which an earlier try made without hearing of it
            LOG.info("a call was written down already");
        }
    }

    private void insert(FinishedCall call) {
        // budgets are locked in one order within a call, not over many: this one goes alone
        if (call.outcome().spender() == null && call.attempts().size() == 1) {
            writes.ask(new Ended(call, usage.row(call.outcome().event())));
        } else {
            commit(call);
        }
    }

    // each of the statements is a transaction of its own
    private List<Boolean> insertAll(List<Ended> all) {
        if (all.size() == 1) {
            var one = all.getFirst();
            single.update(
                    FinishedStatement.SQL,
                    statement -> FinishedStatement.bind(statement, one.call(), one.event()));
        } else {
            single.update(FinishedBatch.SQL, statement -> FinishedBatch.bind(statement, all));
        }
        usage.committed();
        return all.stream().map(_ -> true).toList();
    }

    private void commit(FinishedCall call) {
        transactions.executeWithoutResult(_ -> {
            jdbc.update(FinishedSql.CALL, FinishedSql.call(call));
            jdbc.batchUpdate(FinishedSql.ATTEMPT, Rows.array(FinishedSql.attempts(call)));
            var outcome = call.outcome();
            if (outcome.spender() != null) {
                budgets.settle(call.call().key(), outcome.spender(), outcome.rated().price());
            }
            usage.append(outcome.event());
        });
    }
}
