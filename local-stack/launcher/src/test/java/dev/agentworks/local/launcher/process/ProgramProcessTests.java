package dev.agentworks.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramProcessTests {

    @TempDir private Path folder = Path.of(".");

    @Test
    void aProgramThatIsKilledIsStartedAgain() {
        var program = program("exec tail -f /dev/null");
        program.start();
        var first = Objects.requireNonNull(program.process());

        first.destroyForcibly();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> program.isAlive() && program.process() != first);
        program.stop(Duration.ofSeconds(5));
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void aStoppedProgramStaysStopped() {
        var program = program("exec tail -f /dev/null");
        program.start();

        program.stop(Duration.ofSeconds(5));
        program.start();

        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void whatItPrintsIsInItsLog() {
        var program = program("echo hello; exec tail -f /dev/null");
        program.start();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(folder.resolve("program.log")).contains("hello"));
        program.stop(Duration.ofSeconds(5));
    }

    private ProgramProcess program(String script) {
        return new ProgramProcess(
                "program",
                List.of("/bin/sh", "-c", script),
                Map.of(),
                folder.resolve("program.log"),
                () -> {});
    }
}
