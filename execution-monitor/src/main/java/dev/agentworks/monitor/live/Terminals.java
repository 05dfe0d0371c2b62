package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.RunLine;
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
 * The open sockets of this instance. When it goes down, their clients are asked to come back
 * elsewhere.
 */
@Component
public class Terminals implements SmartLifecycle {
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private final Set<Terminal> open = ConcurrentHashMap.newKeySet();
    private final Feeds feeds;
    private final Frames frames;
    private final ClientFrames clientFrames;
    private final LogHistory history;
    private final LiveSettings settings;
    // readers that are behind wait for each other, not for those who write
    private final Semaphore readers = new Semaphore(8, true);
    private volatile boolean isRunning;

    Terminals(
            Feeds feeds,
            Frames frames,
            ClientFrames clientFrames,
            LogHistory history,
            LiveSettings settings,
            MeterRegistry meters) {
        this.feeds = feeds;
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

    /** How many are open. */
    int count() {
        return open.size();
    }

    /** How long a write may take before the client counts as stuck. */
    public Duration stuckAfter() {
        return settings.stuckAfter();
    }

    Terminal open(Session session, Subject subject) {
        var terminal = new Terminal(session, subject, this);
        open.add(terminal);
        Thread.ofVirtual().name("terminal-" + session.getId()).start(terminal);
        return terminal;
    }

    void gone(Terminal terminal) {
        open.remove(terminal);
    }

    Feeds feeds() {
        return feeds;
    }

    Frames frames() {
        return frames;
    }

    LiveSettings settings() {
        return settings;
    }

    ClientFrame read(String text) {
        return clientFrames.read(text);
    }

    /** Brings the feed of a watched card up to what is stored. */
    void load(CardFeed feed, UUID card) {
        UUID workspace = null;
        for (var head : history.positions(Set.of(card))) {
            feed.run(head);
            workspace = head.workspaceId();
        }
        if (workspace != null) {
            feeds.refreshCard(card, workspace);
        }
    }

    List<RunLine> page(StreamHead head, long from) throws InterruptedException {
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
        open.forEach(Terminal::move);
        var deadline = System.nanoTime() + FAREWELL.toNanos();
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
