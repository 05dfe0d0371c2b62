package dev.agentworks.system.storm;

import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import dev.agentworks.system.RunningStack.Stack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The stack's own orchestrator and others beside it, started with its command line and environment.
 * The launcher starts its own again; the others are started again here.
 */
final class Orchestrators implements AutoCloseable {

    private final Stack stack;
    private final List<String> command;
    private final Map<String, String> environment;
    private final List<Twin> twins = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();

    Orchestrators(Stack stack) throws IOException {
        this.stack = stack;
        var process = Path.of("/proc", Long.toString(own().pid()));
        this.command = List.of(text(process.resolve("cmdline")));
        this.environment = new HashMap<>();
        for (var variable : text(process.resolve("environ"))) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
    }

    /** One more; {@code haltAt} names the point where it ends itself, or is empty. */
    Twin another(String haltAt) throws IOException {
        var twin = new Twin(haltAt);
        twins.add(twin);
        return twin;
    }

    /** Kills one that is up, drawn by chance; starts again what is down. Tells whether it did. */
    boolean killOne(Random random) throws IOException {
        for (var twin : twins) {
            twin.startAgainIfDown();
        }
        int drawn = random.nextInt(twins.size() + 1);
        if (drawn < twins.size()) {
            return twins.get(drawn).kill();
        }
        return isUp(stack.port() + 2) && stack.killIfRunning("orchestrator");
    }

    @Override
    public void close() {
        twins.forEach(twin -> twin.process.destroyForcibly());
        http.close();
    }

    private ProcessMark own() {
        return StackState.of(stack.home()).orElseThrow().processes().stream()
                .filter(it -> it.name().equals("orchestrator"))
                .findFirst()
                .orElseThrow();
    }

    private boolean isUp(int port) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                            .timeout(Duration.ofSeconds(1))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String[] text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0");
    }

    /** An orchestrator beside the stack's own. */
    final class Twin {

        private final int port;
        private final String haltAt;
        private Process process;

        private Twin(String haltAt) throws IOException {
            try (var free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            this.haltAt = haltAt;
            process = started();
        }

        boolean isReady() {
            return process.isAlive() && isUp(port);
        }

        boolean kill() {
            boolean up = isReady();
            if (up) {
                process.destroyForcibly();
            }
            return up;
        }

        /** Ends it in order, as a deployment does. */
        void end() {
            process.destroy();
        }

        boolean endsWithin(Duration patience) throws InterruptedException {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        void leave() {
            process.destroyForcibly();
            twins.remove(this);
        }

        private void startAgainIfDown() throws IOException {
            if (!process.isAlive()) {
                process = started();
            }
        }

        private Process started() throws IOException {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("AGENTWORKS_PORT", Integer.toString(port));
            builder.environment().put("AGENTWORKS_RUNS_HALT_AT", haltAt);
            return builder.redirectOutput(
                            ProcessBuilder.Redirect.appendTo(
                                    stack.home().log("orchestrator-twin").toFile()))
                    .start();
        }
    }
}
