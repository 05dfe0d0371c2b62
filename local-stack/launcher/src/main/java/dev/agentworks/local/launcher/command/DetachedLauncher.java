package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.process.OwnGroup;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.StackState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Runs the launcher itself in the background and waits until it says that all is ready. */
final class DetachedLauncher {

    private static final Duration READY_WITHIN = Duration.ofMinutes(12);

    private final StackSettings settings;

    DetachedLauncher(StackSettings settings) {
        this.settings = settings;
    }

    void start() {
        var home = settings.home();
        home.prepare();
        try {
            var process =
                    new ProcessBuilder(OwnGroup.of(command()))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(home.log("launcher").toFile()))
                            .start();
            process.getOutputStream().close();
            await(process);
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot start in the background: " + failure.getMessage(), failure);
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx48m",
                "-Dagentworks.repository=" + settings.repository(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.agentworks.local.launcher.Background",
                settings.home().folder().toString(),
                Integer.toString(settings.ports().base()),
                settings.profile());
    }

    private void await(Process process) {
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            var state =
                    StackState.of(settings.home())
                            .filter(it -> it.supervisor().pid() == process.pid());
            if (state.isPresent() && state.get().phase() == StackState.Phase.READY) {
                return;
            }
            if (!process.isAlive()) {
                throw new StackFailure(
                        state.filter(it -> it.phase() == StackState.Phase.FAILED)
                                .map(StackState::message)
                                .orElse(
                                        "the launcher ended; see "
                                                + settings.home().log("launcher")));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new StackFailure("not ready within %d minutes".formatted(READY_WITHIN.toMinutes()));
    }
}
