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
 * The stack's own orchestrator and replicas of it, started with its command line and environment.
 * The launcher restarts the stack's own; this class restarts the replicas.
 */
final class OrchestratorReplicas implements AutoCloseable {

    private final Stack stack;
    private final List<String> command;
    private final Map<String, String> environment;
    private final List<Replica> replicas = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();

    OrchestratorReplicas(Stack stack) throws IOException {
        this.stack = stack;
        var process = Path.of("/proc", Long.toString(own().pid()));
        this.command = List.of(text(process.resolve("cmdline")));
        this.environment = new HashMap<>();
        for (var variable : text(process.resolve("environ"))) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
    }

    /** Starts one more; {@code haltAt} names the point at which it halts itself, or is empty. */
    Replica another(String haltAt) throws IOException {
        var replica = new Replica(haltAt);
        replicas.add(replica);
        return replica;
    }

    /**
     * Restarts replicas that are down and kills a random orchestrator; returns whether one was
     * killed.
     */
    boolean killOne(Random random) throws IOException {
        for (var replica : replicas) {
            replica.startAgainIfDown();
        }
        int drawn = random.nextInt(replicas.size() + 1);
        if (drawn < replicas.size()) {
            return replicas.get(drawn).kill();
        }
        return isUp(stack.port() + 2) && stack.killIfRunning("orchestrator");
    }

    @Override
    public void close() {
        replicas.forEach(replica -> replica.process.destroyForcibly());
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

    /** A replica of the stack's own orchestrator. */
    final class Replica {

        private final int port;
        private final String haltAt;
        private Process process;

        private Replica(String haltAt) throws IOException {
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

        /** Shuts it down as a deployment does. */
        void end() {
            process.destroy();
        }

        boolean endsWithin(Duration patience) throws InterruptedException {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        void leave() {
            process.destroyForcibly();
            replicas.remove(this);
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
                                    stack.home().log("orchestrator-replica").toFile()))
                    .start();
        }
    }
}
