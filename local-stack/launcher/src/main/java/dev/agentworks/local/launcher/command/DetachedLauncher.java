package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.Progress;
import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.process.OwnGroup;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.StackState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Runs the launcher itself in the background and waits until it says that all is ready. */
final class DetachedLauncher {

    private final StackSettings settings;

    DetachedLauncher(StackSettings settings) {
        this.settings = settings;
    }

    void start() {
        var home = settings.home();
        home.prepare();
        try {
            var log = home.log("launcher");
            var written = Files.exists(log) ? Files.size(log) : 0;
            var process =
                    new ProcessBuilder(OwnGroup.of(command()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            try (var report = new LogLines(log, written)) {
                await(process, report);
            }
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
                "-Dagentworks.cache=" + System.getProperty("agentworks.cache", ""),
                "-D%s=%d".formatted(Progress.BEGUN, Progress.begun()),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.agentworks.local.launcher.Background",
                settings.home().folder().toString(),
                Integer.toString(settings.ports().base()),
                settings.profile(),
                settings.without().stream()
                        .map(ServiceDefinition::serviceName)
                        .collect(Collectors.joining(",")),
                settings.debugPorts().entrySet().stream()
                        .map(entry -> entry.getKey().serviceName() + ":" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }

    // as long as it lives it is at work: it gives up by itself when a part of the stack is stuck
    private void await(Process process, LogLines report) throws IOException {
        while (true) {
            report.printNew();
            var state =
                    StackState.of(settings.home())
                            .filter(it -> it.supervisor().pid() == process.pid());
            if (state.isPresent() && state.get().phase() == StackState.Phase.READY) {
                report.printNew();
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
    }

    /** Prints what the launcher in the background says of its progress. */
    private static final class LogLines implements AutoCloseable {
        private final BufferedReader reader;

        LogLines(Path log, long from) throws IOException {
            reader = Files.newBufferedReader(log);
            reader.skip(from);
        }

        void printNew() throws IOException {
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.startsWith("agentworks: ")) {
                    System.out.println(line);
                }
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
