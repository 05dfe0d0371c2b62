package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.Background;
import dev.agentworks.local.launcher.Progress;
import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.StackInUse;
import dev.agentworks.local.launcher.process.OwnGroup;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import dev.agentworks.local.launcher.stack.StackProcesses;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.StackState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                    new ProcessBuilder(OwnGroup.of(restarted(command())))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            var settled = new AtomicBoolean();
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .unstarted(() -> {
                                        // Ctrl-C before all is ready means: not at all
                                        if (!settled.get()) {
                                            DownCommand.end(home);
                                        }
                                    }));
            try (var report = new LogLines(log, written)) {
                await(process, report);
            } finally {
                settled.set(true);
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot start in the background: " + failure.getMessage(), failure);
        }
    }

    /** Starts the launcher again when it was killed or crashed, which nobody asked for. */
    private static List<String> restarted(List<String> command) {
        var guard =
                """
                while :; do
                    "$@"
                    code=$?
                    case $code in 134 | 137 | 139) ;; *) exit $code ;; esac
                    echo "agentworks: the launcher ended with code $code and is started again"
                    sleep 1
                done
                """;
        var guarded = new ArrayList<>(List.of("sh", "-c", guard, "agentworks"));
        guarded.addAll(command);
        return guarded;
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx48m",
                StackProcesses.launcherMark(settings.home()),
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
            // asked first: what it wrote is final once it has ended
            var alive = process.isAlive();
            var state = StackState.of(settings.home());
            if (state.filter(StackState::isReady).isPresent()
                    && isChild(process, state.get().supervisor())) {
                report.printNew();
                return;
            }
            if (!alive) {
                report.printNew();
                throw failure(process.exitValue(), state, report);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean isChild(Process guard, ProcessMark launcher) {
        return launcher.find()
                .flatMap(ProcessHandle::parent)
                .filter(parent -> parent.pid() == guard.pid())
                .isPresent();
    }

    private StackFailure failure(int exitValue, Optional<StackState> state, LogLines report) {
        if (exitValue == Background.IN_USE) {
            return new StackInUse("another launcher is at work");
        }
        return new StackFailure(
                state.filter(it -> it.phase() == StackState.Phase.FAILED)
                        .map(StackState::message)
                        .or(report::failure)
                        .orElseGet(this::unsaid));
    }

    // a launcher on a full disk could write down neither its state nor its log
    private String unsaid() {
        var home = settings.home();
        return home.isDiskFull()
                ? "the disk of %s is full; make room and start again".formatted(home.folder())
                : "the launcher ended; see " + home.log("launcher");
    }

    /** Prints what the launcher in the background says of its progress. */
    private static final class LogLines implements AutoCloseable {
        private final BufferedReader reader;
        private @Nullable String failure;

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
                if (line.startsWith(Background.FAILED)) {
                    failure = line.substring(Background.FAILED.length());
                }
            }
        }

        Optional<String> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
