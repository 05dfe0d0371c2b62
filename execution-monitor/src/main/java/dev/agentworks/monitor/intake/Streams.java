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
 * Adds to the streams of runs: one transaction a batch, told to the listeners after it committed.
 */
@Component
class Streams {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private final StreamStore store;
    private final Runs runs;
    private final List<StreamListener> listeners;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    Streams(
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

    /** Stores what is new in the batch; one that overtook another of its producer waits for it. */
    void append(LogBatch batch) {
        tell(inWorkspace(batch.workspaceId(), () -> appended(batch)));
    }

    /** Gives up waiting: the hole is said in the stream and what came after it is stored. */
    void giveUpWaiting(UUID workspace, UUID run, String producer) {
        tell(inWorkspace(workspace, () -> withGap(run, producer)));
    }

    /** Records an event of a run; a terminal one lets the stream end. */
    void record(AgentRunEvent event) {
        var stored = inWorkspace(event.workspaceId(), () -> recorded(event));
        listeners.forEach(listener ->
                listener.runChanged(event.workspaceId(), event.cardId(), event.runId()));
        tell(stored);
    }

    /** Tells everybody here what another transaction made of a stream. */
    void tell(@Nullable StoredLines stored) {
        if (stored != null) {
            listeners.forEach(listener -> listener.stored(stored));
        }
    }

    private @Nullable StoredLines appended(LogBatch batch) {
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
        var writer = new LineWriter(row);
        return written(row, writer, batch.producer(), writer.add(batch, lastSeq));
    }

    private @Nullable StoredLines withGap(UUID run, String producer) {
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
        var writer = new LineWriter(row);
        if (lowest > lastSeq + 1) {
            writer.addGap(producer, lastSeq + 1, lowest - 1, clock.instant());
        }
        return written(row, writer, producer, Math.max(lastSeq, lowest - 1));
    }

    private StoredLines written(StreamRow row, LineWriter writer, String producer, long stored) {
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
        return new StoredLines(head, writer.lines());
    }

    private StoredLines recorded(AgentRunEvent event) {
        var row = store.lock(event.workspaceId(), event.cardId(), event.runId());
        if (runs.record(event) && isTerminal(event) && !row.isClosed()) {
            store.end(event.runId());
            return new StoredLines(
                    store.advance(row, row.head().next(), 0, row.journalDone()), List.of());
        }
        return new StoredLines(row.head(), List.of());
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
