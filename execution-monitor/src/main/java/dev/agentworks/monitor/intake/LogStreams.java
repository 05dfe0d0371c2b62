package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.monitor.status.Runs;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends to the streams of runs: one transaction per batch; listeners are notified after its
 * commit.
 */
@Component
class LogStreams {
    private static final Logger log = LoggerFactory.getLogger(LogStreams.class);
    private final StreamStore store;
    private final Runs runs;
    private final List<StreamListener> listeners;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    LogStreams(
            StreamStore store,
            Runs runs,
            List<StreamListener> listeners,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.listeners = listeners;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.clock = clock;
    }

    /**
     * Stores the new lines of the batch; a batch that arrived before an earlier one of its producer
     * waits for it.
     */
    void append(LogBatch batch) {
        notifyListeners(inWorkspace(batch.workspaceId(), () -> appended(batch)));
    }

    /**
     * Stops waiting for a missing batch: adds a line that reports the gap and stores the batches
     * after it.
     */
    void giveUpWaiting(UUID workspace, UUID run, String producer) {
        notifyListeners(inWorkspace(workspace, () -> withGap(run, producer)));
    }

    /** Records an event of a run; after a terminal event the stream can end. */
    void record(AgentRunEvent event) {
        var stored = inWorkspace(event.workspaceId(), () -> recorded(event));
        listeners.forEach(listener ->
                listener.runChanged(event.workspaceId(), event.cardId(), event.runId()));
        notifyListeners(stored);
    }

    /** Notifies the listeners of this instance of an update that another transaction committed. */
    void notifyListeners(@Nullable StreamUpdate stored) {
        if (stored != null) {
            listeners.forEach(listener -> listener.stored(stored));
        }
    }

    private @Nullable StreamUpdate appended(LogBatch batch) {
        var row = store.lock(batch.workspaceId(), batch.cardId(), batch.runId());
        var lastSeq = store.lastSeq(batch.runId(), batch.producer());
        if (batch.firstSeq() + batch.entries().size() - 1 <= lastSeq) {
            return null;
        }
        if (row.isClosed()) {
            log.warn("Run {} has ended, {} lines came late", batch.runId(), batch.entries().size());
            store.countLate(batch.runId(), batch.entries().size());
            return null;
        }
        if (batch.firstSeq() > lastSeq + 1) {
            store.keepEarly(
                    row.head(), batch.producer(), batch.firstSeq(), json.writeValueAsString(batch));
            return null;
        }
        var writer = new LineNumbering(row);
        return written(row, writer, batch.producer(), writer.add(batch, lastSeq));
    }

    private @Nullable StreamUpdate withGap(UUID run, String producer) {
        var row = store.lock(run);
        var lowest = store.lowestEarly(run, producer);
        if (lowest == null) {
            return null;
        }
        if (row.isClosed()) {
            store.countLate(run, store.takeEarly(run, producer, Long.MAX_VALUE).size());
            return null;
        }
        var lastSeq = store.lastSeq(run, producer);
        var writer = new LineNumbering(row);
        if (lowest > lastSeq + 1) {
            writer.addGap(producer, lastSeq + 1, lowest - 1, clock.instant());
        }
        return written(row, writer, producer, Math.max(lastSeq, lowest - 1));
    }

    private StreamUpdate written(
            LockedStream row, LineNumbering writer, String producer, long stored) {
        var lastSeq = stored;
        for (var waiting = store.takeEarly(row.head().runId(), producer, lastSeq + 1);
                !waiting.isEmpty();
                waiting = store.takeEarly(row.head().runId(), producer, lastSeq + 1)) {
            for (var batch : waiting) {
                lastSeq = writer.add(json.readValue(batch, LogBatch.class), lastSeq);
            }
        }
        store.append(row.head(), writer.lines());
        store.lastSeq(row.head(), producer, lastSeq);
        var head = store.advance(row, writer.next(), writer.bytes(), writer.journalDone());
        return new StreamUpdate(head, writer.lines());
    }

    private StreamUpdate recorded(AgentRunEvent event) {
        var row = store.lock(event.workspaceId(), event.cardId(), event.runId());
        if (runs.record(event) && isTerminal(event) && !row.isClosed()) {
            store.end(event.runId());
            return new StreamUpdate(
                    store.advance(row, row.head().next(), 0, row.journalDone()), List.of());
        }
        return new StreamUpdate(row.head(), List.of());
    }

    private static boolean isTerminal(AgentRunEvent event) {
        return switch (event.eventType()) {
            case STARTED, PROGRESS, WAITING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }

    private <T extends @Nullable Object> T inWorkspace(UUID workspace, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace.toString()),
                () -> transaction.execute(_ -> work.get()));
    }
}
