package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.usage.UsageEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down calls that are over, many in one commit: whoever waits is answered when their own is
 * durable. A call that cannot be written does not keep the others from it.
 */
@Component
public class FinishedCalls implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedCalls.class);
    private static final int AT_ONCE = 200;
    private static final int WRITERS = 2;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final List<Thread> writers = new ArrayList<>();

    FinishedCalls(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            BudgetGate budgets) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
        this.budgets = budgets;
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name("finished-calls-" + i).start(this::work));
        }
    }

    /** Durable when this returns, with its event for billing. */
    public void write(FinishedCall call) {
        var waiting = new Waiting(call, new CompletableFuture<>());
        queue.add(waiting);
        try {
            waiting.written().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void destroy() {
        writers.forEach(Thread::interrupt);
    }

    private void work() {
        var batch = new ArrayList<Waiting>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, AT_ONCE - 1);
                writeAll(batch);
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeAll(List<Waiting> batch) {
        try {
            commit(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().written().completeExceptionally(e);
            } else {
                LOG.warn(
                        "{} calls could not be written together, each is written alone",
                        batch.size());
                batch.forEach(one -> writeAll(List.of(one)));
            }
        }
    }

    private void commit(List<Waiting> batch) {
        transactions.executeWithoutResult(_ -> {
            var calls = batch.stream().map(Waiting::call).toList();
            jdbc.batchUpdate(
                    FinishedSql.CALL, maps(calls.stream().map(FinishedSql::call).toList()));
            jdbc.batchUpdate(
                    FinishedSql.ATTEMPT,
                    maps(calls.stream().flatMap(it -> FinishedSql.attempts(it).stream()).toList()));
            for (var call : calls) {
                settle(call.call().key(), call.outcome());
            }
        });
        batch.forEach(one -> one.written().complete(null));
    }

    private void settle(String key, Outcome outcome) {
        if (outcome.spender() != null) {
            budgets.settle(key, outcome.spender(), outcome.rated().price());
        }
        if (outcome.event() != null) {
            usage.append(outcome.event());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?>[] maps(List<Map<String, @Nullable Object>> rows) {
        return rows.toArray(Map[]::new);
    }

    private record Waiting(FinishedCall call, CompletableFuture<@Nullable Void> written) {}
}
