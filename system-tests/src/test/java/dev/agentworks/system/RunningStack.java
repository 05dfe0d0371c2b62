package dev.agentworks.system;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackProcesses;
import dev.agentworks.local.launcher.stack.StackState;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all system tests of a run: the real processes, started by the launcher on free
 * ports with a data folder of its own, ended after the last test.
 */
public final class RunningStack implements BeforeAllCallback, ParameterResolver {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("agentworks.repository", "..")).toAbsolutePath().normalize();

    /** The stack as a test sees it. */
    public record Stack(StackHome home, int port) implements AutoCloseable {

        /** In the order of their ports. */
        public static final List<String> SERVICES =
                List.of("gateway", "core", "orchestrator", "router", "monitor", "billing");

        public String url() {
            return "http://localhost:" + port;
        }

        public ApiClient client() {
            return new ApiClient(url());
        }

        /** Kills a service with SIGKILL; the launcher restarts it. */
        public void kill(String service) {
            var mark =
                    StackState.of(home).orElseThrow().processes().stream()
                            .filter(it -> it.name().equals(service))
                            .findFirst()
                            .orElseThrow();
            mark.find().orElseThrow().destroyForcibly();
        }

        /** Sends a signal to a process of the stack, such as {@code -STOP}. */
        public void signal(String process, String signal) throws IOException, InterruptedException {
            var mark =
                    StackState.of(home).orElseThrow().processes().stream()
                            .filter(it -> it.name().equals(process))
                            .findFirst()
                            .flatMap(ProcessMark::find)
                            .orElseThrow();
            new ProcessBuilder("kill", signal, Long.toString(mark.pid())).start().waitFor();
        }

        /** Kills a service if it is running, and returns whether it was. */
        public boolean killIfRunning(String service) {
            return StackState.of(home).stream()
                    .flatMap(state -> state.processes().stream())
                    .filter(it -> it.name().equals(service))
                    .findFirst()
                    .flatMap(ProcessMark::find)
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
        }

        /**
         * Kills every process of the stack at once, as a power loss does: the launcher and what
         * guards it, the services, the database with all its processes, Redis, emulator, simulator.
         */
        public void losePower() {
            var all = new ArrayList<>(StackProcesses.launchers(home));
            all.addAll(all.stream().flatMap(ProcessHandle::descendants).distinct().toList());
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(it -> it.onExit().join());
        }

        /** Starts it again on the same data and returns when all is ready. */
        public void start() throws IOException, InterruptedException {
            run(
                    List.of(
                            "up",
                            "--detach",
                            "--data",
                            home.folder().toString(),
                            "--port",
                            Integer.toString(port)),
                    Duration.ofMinutes(12));
        }

        /** Whether the service reports that it is ready. */
        public boolean isReady(String service) {
            var at = port + SERVICES.indexOf(service);
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + "/ready"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            try (var http = HttpClient.newHttpClient()) {
                return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Sets the speed of the simulated models; 0 is full speed. */
        public void simulatorSpeed(int tokensPerSecond) throws IOException, InterruptedException {
            simulator(
                    "POST",
                    "/simulator/speed",
                    "{\"tokensPerSecond\":%d}".formatted(tokensPerSecond));
        }

        /** The simulator's counts of the calls it received. */
        public String simulatorCalls() throws IOException, InterruptedException {
            return simulator("GET", "/simulator/calls", "");
        }

        @Override
        public void close() throws Exception {
            run(List.of("down", "--data", home.folder().toString()), Duration.ofSeconds(120));
        }

        private String simulator(String method, String path, String body)
                throws IOException, InterruptedException {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + 9) + path))
                            .timeout(Duration.ofSeconds(5))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try (var http = HttpClient.newHttpClient()) {
                return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        stack(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    private static Stack stack(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningStack.class))
                .computeIfAbsent(Stack.class, _ -> started(), Stack.class);
    }

    private static Stack started() {
        try {
            var home = new StackHome(REPOSITORY.resolve("system-tests/target/stack"));
            var port = freeBase();
            run(
                    List.of(
                            "up",
                            "--fresh",
                            "--detach",
                            "--data",
                            home.folder().toString(),
                            "--port",
                            Integer.toString(port)),
                    Duration.ofMinutes(12));
            return new Stack(home, port);
        } catch (Exception failure) {
            throw new IllegalStateException("the stack does not start", failure);
        }
    }

    private static void run(List<String> arguments, Duration patience)
            throws IOException, InterruptedException {
        var target = REPOSITORY.resolve("local-stack/launcher/target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dagentworks.repository=" + REPOSITORY);
        command.add("-cp");
        command.add(
                target.resolve("launcher.jar")
                        + System.getProperty("path.separator")
                        + target.resolve("lib")
                        + "/*");
        command.add("dev.agentworks.local.launcher.Launcher");
        command.addAll(arguments);
        var output = Files.createTempFile("launcher", ".txt");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        var ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        var text = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("launcher " + arguments + " failed: " + text);
        }
        System.out.print(text);
    }

    /** The first of as many consecutive free ports as a stack takes. */
    private static int freeBase() throws IOException {
        for (var base = 21_000; base < 60_000; base += 50) {
            if (areFree(base)) {
                return base;
            }
        }
        throw new IOException("not enough consecutive free ports");
    }

    private static boolean areFree(int base) {
        for (var port = base; port < base + Ports.COUNT; port++) {
            try (var _ = new ServerSocket(port)) {
                // free: the next one
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }
}
