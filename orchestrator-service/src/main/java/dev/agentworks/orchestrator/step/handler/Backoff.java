package dev.agentworks.orchestrator.step.handler;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double from one second to a minute, spread so that many runs do not return together.
 */
public final class Backoff {

    private static final int MOST_DOUBLINGS = 6;

    private Backoff() {}

    public static Duration after(int attempts) {
        long millis = Math.min(60_000, 1_000L << Math.min(attempts, MOST_DOUBLINGS));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
