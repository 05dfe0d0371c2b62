package dev.agentworks.orchestrator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The Git of this machine, which judges what we store and send. Without one a test is skipped. */
public final class GitProgram {

    private final Path folder;

    private GitProgram(Path folder) {
        this.folder = folder;
    }

    public static GitProgram in(Path folder) {
        Assumptions.assumeTrue(isThere(), "this machine has no git");
        return new GitProgram(folder);
    }

    /** What it prints; it must succeed. */
    public String run(String... arguments) {
        var result = tryTo(arguments);
        assertThat(result.status()).as("git %s: %s", List.of(arguments), result.text()).isZero();
        return result.text();
    }

    public Result tryTo(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** A script that uses Git. */
    public Result script(Path script, String... arguments) {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Result start(List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        var environment = builder.environment();
        // nothing of the machine's own settings, and no question to a person
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("git", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How it ended and what it printed. */
    public record Result(int status, String text) {}
}
