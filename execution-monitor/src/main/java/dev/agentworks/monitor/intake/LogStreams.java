package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.monitor.status.Runs;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
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
    private final Counter late;

    LogStreams(
            StreamStore store,
            Runs runs,
            List<StreamListener> listeners,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.runs = runs;
        this.listeners = listeners;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.clock = clock;
        this.late =
                Counter.builder("agentworks.lines.late")
                        .description("lines that came after readers were told of the stream's end")
                        .register(meters);
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

    /**
     * Tells the readers of an ended run which lines have not arrived; they are taken whenever they
     * come.
     */
    void tellMissing(UUID workspace, UUID run) {
        notifyListeners(inWorkspace(workspace, () -> withMissing(run)));
    }

    /** Records an event of a run; after a terminal event the stream can end. */
    void record(AgentRunEvent event) {
        var stored = inWorkspace(event.workspaceId(), () -> recorded(event));
        tellListeners(listener ->
                listener.runChanged(event.workspaceId(), event.cardId(), event.runId()));
        notifyListeners(stored);
    }

    /** Notifies the listeners of this instance of an update that another transaction committed. */
    void notifyListeners(@Nullable StreamUpdate stored) {
        if (stored != null) {
            tellListeners(listener -> listener.stored(stored));
        }
    }

    // what is stored is stored: a listener that fails finds it by its next look at the store
    private void tellListeners(Consumer<StreamListener> news) {
        for (var listener : listeners) {
            try {
                news.accept(listener);
            } catch (DataAccessException | TransactionException e) {
                log.warn("A listener could not look at what was stored", e);
            }
        }
    }

    private @Nullable StreamUpdate appended(LogBatch batch) {
        var row = store.lock(batch.workspaceId(), batch.cardId(), batch.runId());
        var position = store.position(batch.runId(), batch.producer());
        if (position.hasAll(batch)) {
            return null;
        }
        if (position.isBefore(batch)) {
            store.keepEarly(
                    row.head(), batch.producer(), batch.firstSeq(), json.writeValueAsString(batch));
            return null;
        }
        var lines = new LineNumbering(row);
        return written(lines, batch.producer(), position, lines.add(batch, position));
    }

    private @Nullable StreamUpdate withGap(UUID run, String producer) {
        var row = store.lock(run);
        var lowest = store.lowestEarly(run, producer);
        if (lowest == null) {
            return null;
        }
        var position = store.position(run, producer);
        var lines = new LineNumbering(row);
        var passed = position.passing(lowest - 1);
        if (passed.lastSeq() > position.lastSeq()) {
            lines.addGap(producer, passed.gaps().getLast(), GapReason.DELAYED, clock.instant());
        }
        return written(lines, producer, position, passed);
    }

    private @Nullable StreamUpdate withMissing(UUID run) {
        var row = store.lock(run);
        if (row.isClosed()) {
            return null;
        }
        var lines = new LineNumbering(row);
        for (var lacking : store.lacking(run)) {
            var producer = lacking.producer();
            var position = store.position(run, producer);
            var passed = position.passing(lacking.toldSeq());
            store.move(row.head(), producer, position, passed);
            passed.gaps()
                    .forEach(
                            gap -> lines.addGap(producer, gap, GapReason.MISSING, clock.instant()));
        }
        if (!row.journalDone() && !store.isJournalTold(run)) {
            var known = store.position(run, LineNumbering.JOURNAL).lastSeq();
            lines.addOpenGap(LineNumbering.JOURNAL, known + 1, clock.instant());
        }
        store.append(row.head(), lines.lines());
        var head = store.advance(lines);
        if (head.finalOffset() == null) {
            log.warn("Run {} has ended, and lines of it have not arrived", run);
            store.toldIncomplete(run);
        }
        return new StreamUpdate(head, lines.lines());
    }

    private StreamUpdate written(
            LineNumbering lines, String producer, ProducerPosition before, ProducerPosition added) {
        var head = lines.head();
        var position = added;
        for (var waiting = store.takeEarly(head.runId(), producer, position.lastSeq() + 1);
                !waiting.isEmpty();
                waiting = store.takeEarly(head.runId(), producer, position.lastSeq() + 1)) {
            for (var batch : waiting) {
                position = lines.add(json.readValue(batch, LogBatch.class), position);
            }
        }
        store.append(head, lines.lines());
        store.move(head, producer, before, position);
        lines.told().forEach((other, seq) -> store.told(head, other, seq));
        if (lines.late() > 0) {
            log.warn("Run {} has ended, {} lines came late", head.runId(), lines.late());
            late.increment(lines.late());
        }
        return new StreamUpdate(store.advance(lines), lines.lines());
    }

    private StreamUpdate recorded(AgentRunEvent event) {
        var row = store.lock(event.workspaceId(), event.cardId(), event.runId());
        if (!runs.record(event) || !isTerminal(event)) {
            return new StreamUpdate(row.head(), List.of());
        }
        store.end(event.runId());
        if (event.logSeq() != null) {
            store.told(row.head(), LineNumbering.JOURNAL, event.logSeq());
        }
        return new StreamUpdate(store.advance(new LineNumbering(row)), List.of());
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
