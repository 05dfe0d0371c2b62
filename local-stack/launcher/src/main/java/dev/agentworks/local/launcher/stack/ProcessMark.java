package dev.agentworks.local.launcher.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says which process is meant even after its number was given to another: the number and the moment
 * it started.
 *
 * @param startedAt milliseconds since the epoch, 0 when the system does not tell
 */
public record ProcessMark(String name, long pid, long startedAt) {

    public static ProcessMark of(String name, ProcessHandle process) {
        return new ProcessMark(
                name,
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The process itself, when it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> of(name, process).startedAt() == startedAt);
    }

    /** Asks it to end, and ends it by force when it does not within the patience given. */
    public void end(Duration patience) {
        find().ifPresent(process -> end(process, patience));
    }

    private static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(5));
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
