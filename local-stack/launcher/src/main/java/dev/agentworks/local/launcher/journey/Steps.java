package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The steps of a journey as they are told, each with the time since the one before. */
final class Steps {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

    private final Consumer<String> print;
    private final Duration patience;
    private final Instant begun = Instant.now();
    private Instant last = begun;

    /**
     * @param patience how long anything may take
     */
    Steps(Consumer<String> print, Duration patience) {
        this.print = print;
        this.patience = patience;
    }

    void done(String text) {
        print.accept("%8.2f s  %s".formatted(seconds(last), text));
        last = Instant.now();
    }

    void detail(String text) {
        print.accept("             " + text);
    }

    void over(String name) {
        print.accept("%s passed in %.1f s".formatted(name, seconds(begun)));
    }

    Duration patience() {
        return patience;
    }

    /** Looks until something is there. */
    <T> T await(String what, Supplier<Optional<T>> look) {
        return await(what, look, () -> "");
    }

    /**
     * Looks until something is there.
     *
     * @param otherwise what to add when it does not come
     */
    <T> T await(String what, Supplier<Optional<T>> look, Supplier<String> otherwise) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new StackFailure(
                "%s did not come within %d s %s"
                        .formatted(what, patience.toSeconds(), otherwise.get())
                        .strip());
    }

    void awaitTrue(String what, Supplier<Boolean> look) {
        await(what, () -> look.get() ? Optional.of(true) : Optional.empty());
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new StackFailure(otherwise);
        }
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }
}
