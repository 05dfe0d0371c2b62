package dev.agentworks.core.rank;

import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has a lane rewritten soon after one of its keys grew. A periodic round finds those that a process
 * left behind which was killed.
 */
@Component
class RankKeeper implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(RankKeeper.class);

    private final LaneRanks ranks;

    /** Many places of one lane are one rewriting. */
    private final Set<LaneCrowded> crowded = new LinkedHashSet<>();

    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;

    RankKeeper(LaneRanks ranks) {
        this.ranks = ranks;
    }

    @TransactionalEventListener
    void on(LaneCrowded lane) {
        synchronized (crowded) {
            crowded.add(lane);
        }
        wakeups.release();
    }

    @Override
    public void start() {
        // known before it starts: it ends when it is not the known one
        var keeping = Thread.ofVirtual().name("rank-keeper").unstarted(this::run);
        thread = keeping;
        keeping.start();
    }

    @Override
    public void stop() {
        var keeping = thread;
        thread = null;
        wakeups.release();
        try {
            if (keeping != null && !keeping.join(STOP_WITHIN)) {
                keeping.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (Thread.currentThread() == thread) {
            try {
                if (!wakeups.tryAcquire(ROUND.toNanos(), TimeUnit.NANOSECONDS)) {
                    round();
                }
                wakeups.drainPermits();
                take().forEach(this::rewrite);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                log.error("crowded lanes could not be looked for; the next round tries", failure);
            }
        }
    }

    /** Rewrites every lane with long keys, in all workspaces. */
    void round() {
        ranks.crowded().forEach(this::rewrite);
    }

    private List<LaneCrowded> take() {
        synchronized (crowded) {
            var taken = List.copyOf(crowded);
            crowded.clear();
            return taken;
        }
    }

    private void rewrite(LaneCrowded lane) {
        try {
            WorkspaceScope.call(
                    new WorkspaceId(lane.workspaceId()), () -> ranks.rewrite(lane.laneId()));
        } catch (RuntimeException failure) {
            log.warn(
                    "the places of lane {} could not be rewritten; the next round tries",
                    lane.laneId(),
                    failure);
        }
    }
}
