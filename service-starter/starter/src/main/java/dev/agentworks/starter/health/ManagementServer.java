package dev.agentworks.starter.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A port of its own for whoever runs the service: probes, every dependency's health, and the
 * figures. It answers with platform threads that serve nobody else, so that a service full of
 * requests still says that it is alive, and the public port need not show what is inside.
 */
final class ManagementServer implements SmartLifecycle {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final ManagementSettings settings;
    private final ConfigurableEnvironment environment;
    private final Probes probes;
    private final HealthChecks checks;
    private final PrometheusMeterRegistry meters;
    private final JsonMapper json;
    private @Nullable Running running;

    ManagementServer(
            ManagementSettings settings,
            ConfigurableEnvironment environment,
            Probes probes,
            HealthChecks checks,
            PrometheusMeterRegistry meters,
            JsonMapper json) {
        this.settings = settings;
        this.environment = environment;
        this.probes = probes;
        this.checks = checks;
        this.meters = meters;
        this.json = json;
    }

    @Override
    public void start() {
        int servicePort = environment.getProperty("server.port", Integer.class, 8080);
        var address = new InetSocketAddress(settings.address(), settings.portBeside(servicePort));
        try {
            var server = HttpServer.create(address, 0);
            // a few threads for probes, which take no time; others for what may wait for a database
            var quick =
                    new ThreadPoolExecutor(
                            2,
                            16,
                            1,
                            TimeUnit.MINUTES,
                            new SynchronousQueue<>(),
                            named("management"));
            var slow =
                    new ThreadPoolExecutor(
                            2,
                            2,
                            1,
                            TimeUnit.MINUTES,
                            new ArrayBlockingQueue<>(16),
                            named("management-reports"));
            server.setExecutor(quick);
            server.createContext("/", exchange -> send(exchange, new Reply(404, JSON, "{}")));
            server.createContext(
                    "/live", exchange -> answer(exchange, "/live", () -> probe(probes.live())));
            server.createContext(
                    "/ready", exchange -> answer(exchange, "/ready", () -> probe(probes.ready())));
            server.createContext(
                    "/health", exchange -> later(slow, exchange, "/health", this::health));
            server.createContext(
                    "/metrics", exchange -> later(slow, exchange, "/metrics", this::metrics));
            server.start();
            running = new Running(server, quick, slow);
            publish(server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("the management port cannot be opened at " + address, e);
        }
    }

    // by the name that Spring Boot gives it, for whoever started the service on any free port
    private void publish(int port) {
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "management-port", Map.of("local.management.port", port)));
    }

    private Reply health() {
        var report = checks.report();
        return new Reply(report.isHealthy() ? 200 : 503, JSON, json.writeValueAsString(report));
    }

    private Reply metrics() {
        return new Reply(200, PROMETHEUS, meters.scrape());
    }

    private Reply probe(Probes.Answer answer) {
        return new Reply(
                answer.good() ? 200 : 503,
                JSON,
                json.writeValueAsString(Map.of("status", answer.status())));
    }

    private static void later(
            ThreadPoolExecutor threads, HttpExchange exchange, String path, Supplier<Reply> reply)
            throws IOException {
        try {
            threads.execute(() -> {
                try {
                    answer(exchange, path, reply);
                } catch (IOException gone) {
                    exchange.close(); // whoever asked does not read the answer
                }
            });
        } catch (RejectedExecutionException busy) {
            send(exchange, new Reply(503, JSON, "{}"));
        }
    }

    private static void answer(HttpExchange exchange, String path, Supplier<Reply> reply)
            throws IOException {
        // a context also answers what is below it
        var known = path.equals(exchange.getRequestURI().getPath());
        send(exchange, known ? reply.get() : new Reply(404, JSON, "{}"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }

    /** Last to be stopped: whoever waits for the end may still ask. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void stop() {
        Objects.requireNonNull(running).stop();
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private record Reply(int status, String type, String body) {}

    private record Running(HttpServer server, ThreadPoolExecutor quick, ThreadPoolExecutor slow) {
        void stop() {
            server.stop(0);
            quick.shutdownNow();
            slow.shutdownNow();
        }
    }
}
