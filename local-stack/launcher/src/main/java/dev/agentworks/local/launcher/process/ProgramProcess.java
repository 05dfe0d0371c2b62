package dev.agentworks.local.launcher.process;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One program of the stack: started with its output in a file of its own, started again when it
 * ends by itself, and ended when the stack ends.
 */
public final class ProgramProcess {

    private static final Duration STABLE = Duration.ofSeconds(20);
    private static final long LARGEST_LOG = 32L << 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Runnable onChange;

    private @Nullable Process process;
    private boolean stopping;
    private int failuresInARow;
    private Instant startedAt = Instant.EPOCH;

    public ProgramProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Runnable onChange) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.onChange = onChange;
    }

    public String name() {
        return name;
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** The running process, if there is one at the moment. */
    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process()).map(Process::toHandle);
    }

    public synchronized @Nullable Process process() {
        return process;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** How often it ended by itself since it last ran for a while. */
    public synchronized int failuresInARow() {
        return failuresInARow;
    }

    public synchronized void start() {
        if (stopping) {
            return;
        }
        try {
            rotate();
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            startedAt = Instant.now();
            var started = builder.start();
            started.getOutputStream().close();
            process = started;
            started.onExit().thenAccept(this::ended);
            onChange.run();
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot start the %s: %s".formatted(name, failure.getMessage()), failure);
        }
    }

    /** Asks it to end and waits; by force when the patience is over. */
    public void stop(Duration patience) {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Process ended) {
        Duration pause;
        synchronized (this) {
            if (stopping || process != ended) {
                return;
            }
            var lived = Duration.between(startedAt, Instant.now());
            failuresInARow = lived.compareTo(STABLE) > 0 ? 1 : failuresInARow + 1;
            pause = Duration.ofMillis(Math.min(10_000, 250L << Math.min(failuresInARow, 6)));
        }
        System.out.printf(
                "agentworks: %s ended with code %d and is started again%n",
                name, ended.exitValue());
        java.util.concurrent.CompletableFuture.delayedExecutor(
                        pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::start);
    }

    private void rotate() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
