package dev.agentworks.orchestrator.step.checkpoint;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process at one point as a kill would: nothing after it runs, no hook, no finally. */
final class HaltingCheckpoints implements Checkpoints {

    private static final int KILLED = 137;

    private final Point where;
    private final AtomicInteger passings;

    private HaltingCheckpoints(Point where, int passings) {
        this.where = where;
        this.passings = new AtomicInteger(passings);
    }

    static HaltingCheckpoints at(String pointAndPassing) {
        var parts = pointAndPassing.split(":");
        return new HaltingCheckpoints(
                Point.valueOf(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    }

    @Override
    public void reached(Point point) {
        if (point == where && passings.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
