package dev.agentworks.router.completion;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/** A second router in a process of its own, with the same database, that can be killed. */
final class SecondRouter implements AutoCloseable {
    private static final List<String> SHARED =
            List.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.flyway.url",
                    "spring.flyway.user",
                    "spring.flyway.password",
                    "agentworks.service-token.key",
                    "agentworks.service-token.trusted-keys",
                    "spring.cloud.gcp.pubsub.emulator-host",
                    "spring.cloud.gcp.project-id",
                    "AGENTWORKS_MASTER_KEY");

    private final int port;
    private final Process process;

    private SecondRouter(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static SecondRouter start(
            Environment environment, String vendorUrl, String secret, String... more) {
        try (var socket = new java.net.ServerSocket(0)) {
            int port = socket.getLocalPort();
            return new SecondRouter(port, process(port, environment, vendorUrl, secret, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    SecondRouter ready() {
        await().atMost(Duration.ofSeconds(90)).until(this::answers);
        return this;
    }

    boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the other router ended; see target/other-router.log");
        }
        try (var http = HttpClient.newHttpClient()) {
            var live =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live"))
                            .build();
            return http.send(live, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static Process process(
            int port, Environment environment, String vendorUrl, String secret, String... more)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("dev.agentworks.router.RouterApplication");
        SHARED.stream()
                .filter(environment::containsProperty)
                .forEach(name -> command.add("--" + name + "=" + environment.getProperty(name)));
        command.add("--server.port=" + port);
        command.add("--agentworks.router.simulated-providers=openai");
        command.add("--agentworks.router.providers.openai.base-url=" + vendorUrl);
        command.add("--agentworks.router.providers.openai.api-key=" + secret);
        command.add("--agentworks.router.ledger.lease=2s");
        command.add("--agentworks.router.ledger.renew-every=300ms");
        command.add("--agentworks.router.calls.retries.pause=20ms");
        command.add("--agentworks.router.keys.limited-for=50ms");
        command.add("--agentworks.router.breaker.failure-rate=100");
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "other-router.log").toFile())
                .start();
    }
}
