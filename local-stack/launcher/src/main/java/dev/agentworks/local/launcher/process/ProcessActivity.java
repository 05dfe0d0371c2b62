package dev.agentworks.local.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells a slow program from a stuck one. A program is stuck when for a whole window it neither used
 * the processor for a noticeable time nor wrote to its log; how long it takes in all does not
 * matter.
 */
public final class ProcessActivity {

    /** How long a program may do nothing before it counts as stuck. */
    public static final Duration WINDOW = Duration.ofSeconds(90);

    /** Less processor time than this in a window is what an idle program uses. */
    static final Duration LEAST_WORK = Duration.ofMillis(500);

    private final Supplier<Optional<ProcessHandle>> process;
    private final Path log;
    private final LongSupplier nanoTime;
    private Duration work = Duration.ZERO;
    private long logSize = -1;
    private long lastActive;

    public ProcessActivity(Supplier<Optional<ProcessHandle>> process, Path log) {
        this(process, log, System::nanoTime);
    }

    ProcessActivity(Supplier<Optional<ProcessHandle>> process, Path log, LongSupplier nanoTime) {
        this.process = process;
        this.log = log;
        this.nanoTime = nanoTime;
        this.lastActive = nanoTime.getAsLong();
    }

    /** Looks at the program now; to be called every second or so. */
    public boolean isStuck() {
        var now = nanoTime.getAsLong();
        var usedNow = process.get().map(ProcessActivity::processorTime).orElse(Duration.ZERO);
        var sizeNow = size(log);
        // less than before: the program was started again
        if (sizeNow != logSize
                || usedNow.compareTo(work) < 0
                || usedNow.minus(work).compareTo(LEAST_WORK) >= 0) {
            work = usedNow;
            logSize = sizeNow;
            lastActive = now;
        }
        return now - lastActive > WINDOW.toNanos();
    }

    private static Duration processorTime(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(it -> it.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException _) {
            return 0; // not written yet
        }
    }
}
