package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.commit.GroupCommit;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records calls that are over, many in one commit. */
@Component
public class FinishedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedCalls.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate single;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final JournalDrain drain;
    private final GroupCommit<JournalEntry, Boolean> journal;

    FinishedCalls(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            BudgetGate budgets,
            JournalDrain drain) {
        this.jdbc = jdbc;
        this.single = (JdbcTemplate) jdbc.getJdbcOperations();
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        this.drain = drain;
        this.journal = new GroupCommit<>("journal", it -> it.asked().key(), this::insertAll);
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

    /** The call with this key was not made: nothing is held for it. */
    public void release(String key) {
        budgets.release(key);
    }

    private void insert(FinishedCall call) {
        // budgets are locked in one order within a call, not over many: this one goes alone
        if (call.outcome().spender() == null && call.attempts().size() == 1) {
            journal.submit(new JournalEntry(call, usage.row(call.outcome().event())));
        } else {
            commit(call);
        }
    }

    // each of the statements is a transaction of its own
    private List<Boolean> insertAll(List<JournalEntry> all) {
        if (all.size() == 1) {
            single.update(
                    JournalStatement.SQL,
                    statement -> JournalStatement.bind(statement, all.getFirst()));
        } else {
            single.update(JournalBatch.SQL, statement -> JournalBatch.bind(statement, all));
        }
        drain.written();
        return Collections.nCopies(all.size(), true);
    }

    private void commit(FinishedCall call) {
        transactions.executeWithoutResult(_ -> {
            jdbc.update(FinishedSql.CALL, FinishedSql.call(call));
            jdbc.batchUpdate(FinishedSql.ATTEMPT, Rows.array(FinishedSql.attempts(call)));
            var outcome = call.outcome();
            if (outcome.spender() != null) {
                budgets.settle(call.call().key(), outcome.spender(), outcome.charge().price());
            }
            usage.append(outcome.event());
        });
    }
}
