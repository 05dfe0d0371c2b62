package dev.agentworks.local.launcher;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Says what is being done, one line at a time, each with the time since the command began. */
@FunctionalInterface
public interface Progress {

    /** Milliseconds since the epoch when the command began, as {@code ./agentworks} sets it. */
    String BEGUN = "agentworks.begun";

    void report(String message);

    /** Writes lines like {@code [0:42] training core (2 of 6)}. */
    static Progress timed(Consumer<String> out) {
        return timed(out, InstantSource.system(), begun());
    }

    static Progress timed(Consumer<String> out, InstantSource clock, long begun) {
        return message -> {
            var elapsed = Duration.ofMillis(Math.max(0, clock.millis() - begun));
            out.accept(
                    "[%d:%02d] %s"
                            .formatted(elapsed.toMinutes(), elapsed.toSecondsPart(), message));
        };
    }

    /**
     * When the command began, by the wall clock; the start of this process where nothing says so.
     */
    static long begun() {
        return Long.getLong(
                BEGUN,
                ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(java.time.Instant::toEpochMilli)
                        .orElseGet(System::currentTimeMillis));
    }
}
