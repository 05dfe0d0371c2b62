package dev.agentworks.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessActivityTests {

    @TempDir private Path folder = Path.of(".");

    private final AtomicLong now = new AtomicLong();

    @Test
    void aProgramThatNeitherWorksNorWritesIsStuckAfterTheWindow() {
        var activity = activity();

        assertThat(activity.isStuck()).isFalse();
        pass(ProcessActivity.WINDOW.toNanos());
        assertThat(activity.isStuck()).isFalse();
        pass(1);
        assertThat(activity.isStuck()).isTrue();
    }

    @Test
    void aProgramThatWritesToItsLogIsNotStuckHoweverLongItTakes() throws IOException {
        var activity = activity();

        for (int hour = 0; hour < 20; hour++) {
            pass(ProcessActivity.WINDOW.toNanos());
            Files.writeString(
                    log(), "still at it\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);

            assertThat(activity.isStuck()).isFalse();
        }
    }

    @Test
    void aProgramThatUsesTheProcessorIsNotStuck() {
        var self = ProcessHandle.current();
        var activity = new ProcessActivity(() -> Optional.of(self), log(), now::get);
        activity.isStuck();
        pass(ProcessActivity.WINDOW.toNanos() + 1);

        work();

        assertThat(activity.isStuck()).isFalse();
    }

    private void work() {
        var used = processorNanos();
        while (processorNanos() - used < 2 * ProcessActivity.LEAST_WORK.toNanos()) {
            Math.sqrt(used);
        }
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private ProcessActivity activity() {
        return new ProcessActivity(Optional::empty, log(), now::get);
    }

    private Path log() {
        return folder.resolve("program.log");
    }

    private void pass(long nanos) {
        now.addAndGet(nanos);
    }
}
