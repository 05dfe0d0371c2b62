package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.run.Leases;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are due, in fair order. A look costs the same for few as for many, so it sees some
 * ahead; what it saw is good for a moment only, and the claim of a run finds out whether it is
 * still due.
 */
final class DueRuns {

    private static final long GOOD = Duration.ofMillis(100).toNanos();

    private final Leases leases;
    private final Queue<UUID> seen = new ArrayDeque<>();
    private long looked = System.nanoTime() - GOOD;

    DueRuns(Leases leases) {
        this.leases = leases;
    }

    boolean mustLook() {
        return seen.isEmpty() || System.nanoTime() - looked > GOOD;
    }

    /** How many are due, as far as this looks. */
    int look(int most) {
        looked = System.nanoTime();
        seen.clear();
        seen.addAll(leases.due(most));
        return seen.size();
    }

    @Nullable UUID next() {
        return seen.poll();
    }
}
