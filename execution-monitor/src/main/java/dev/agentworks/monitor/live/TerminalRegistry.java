package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open sockets of this instance. On shutdown their clients are asked to reconnect to another
 * instance.
 */
@Component
public class TerminalRegistry implements SmartLifecycle {
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);
    private final Set<Terminal> open = ConcurrentHashMap.newKeySet();
    private final WatchedCards watchedCards;
    private final ServerFrames frames;
    private final ClientFrameReader clientFrames;
    private final LogHistory history;
    private final LiveSettings settings;
    // limits concurrent reads of the store
    private final Semaphore readers = new Semaphore(8, true);
    private volatile boolean isRunning;

    TerminalRegistry(
            WatchedCards watchedCards,
            ServerFrames frames,
            ClientFrameReader clientFrames,
            LogHistory history,
            LiveSettings settings,
            MeterRegistry meters) {
        this.watchedCards = watchedCards;
        this.frames = frames;
        this.clientFrames = clientFrames;
        this.history = history;
        this.settings = settings;
        Gauge.builder("agentworks.terminals.open", open, Set::size).register(meters);
    }

    /** Whether one more socket may be opened here. */
    public boolean hasRoom() {
        return isRunning && open.size() < settings.sockets();
    }

    /** How many sockets are open. */
    int count() {
        return open.size();
    }

    /** How long a write may take before the client counts as stuck. */
    public Duration stuckAfter() {
        return settings.stuckAfter();
    }

    Terminal open(Session session, TerminalTarget target) {
        var terminal = new Terminal(session, target, this);
        open.add(terminal);
        Thread.ofVirtual().name("terminal-" + session.getId()).start(terminal);
        return terminal;
    }

    void closed(Terminal terminal) {
        open.remove(terminal);
    }

    WatchedCards watchedCards() {
        return watchedCards;
    }

    ServerFrames frames() {
        return frames;
    }

    LiveSettings settings() {
        return settings;
    }

    ClientFrame read(String text) {
        return clientFrames.read(text);
    }

    /** Updates a watched card from the store. */
    void load(WatchedCard watchedCard, UUID card) {
        UUID workspace = null;
        for (var head : history.positions(Set.of(card))) {
            watchedCard.run(head);
            workspace = head.workspaceId();
        }
        if (workspace != null) {
            watchedCards.refreshCard(card, workspace);
        }
    }

    List<StoredLine> page(StreamHead head, long from) throws InterruptedException {
        readers.acquire();
        try {
            return history.page(head.workspaceId(), head.runId(), from, settings.page());
        } finally {
            readers.release();
        }
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        open.forEach(Terminal::askToReconnect);
        var deadline = System.nanoTime() + SHUTDOWN_WAIT.toNanos();
        var tick = new CountDownLatch(1);
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                tick.await(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
