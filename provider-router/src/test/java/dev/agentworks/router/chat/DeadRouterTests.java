package dev.agentworks.router.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A second router in a process of its own is killed in the middle of a call. */
class DeadRouterTests extends OwnVendorTest {
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
                    "agentworks.pubsub.emulator-host",
                    "agentworks.pubsub.project");

    @Autowired private Environment environment;

    @Test
    void aCallOfAKilledRouterIsIndeterminateAndNeverMadeAgain() throws Exception {
        VENDOR.behave(VENDOR.stall(golden("openai", "text").split("data: \\{\"id\"")[0]));
        var key = key();
        int otherPort = freePort();
        var other = start(otherPort);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> answers(otherPort, other));
            var _ = CompletableFuture.runAsync(() -> ask(otherPort, key));
            await().atMost(Duration.ofSeconds(20)).until(() -> VENDOR.dispatches(key) == 1);
            assertThat(row(key).get("state")).isEqualTo("DISPATCHED");
            assertThat(put(key, body("gpt-4o", "")).statusCode()).isEqualTo(202);
        } finally {
            other.destroyForcibly().waitFor();
        }

        await().untilAsserted(() -> assertThat(row(key).get("state")).isEqualTo("INDETERMINATE"));
        var answer = put(key, body("gpt-4o", ""));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/type").asString("")).endsWith("/completion-indeterminate");
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(
                        jdbc.sql("select price from llm_call where idem_key = ?")
                                .param(key)
                                .query(BigDecimal.class)
                                .single())
                .isZero();
        assertThat(usageEvents()).isZero();
    }

    private Process start(int otherPort) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("dev.agentworks.router.RouterApplication");
        SHARED.stream()
                .filter(environment::containsProperty)
                .forEach(name -> command.add("--" + name + "=" + environment.getProperty(name)));
        command.add("--server.port=" + otherPort);
        command.add("--agentworks.router.simulated-providers=openai");
        command.add("--agentworks.router.providers.openai.base-url=" + VENDOR.url());
        command.add("--agentworks.router.providers.openai.api-key=" + SECRET);
        command.add("--agentworks.router.ledger.lease=2s");
        command.add("--agentworks.router.ledger.renew-every=300ms");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "other-router.log").toFile())
                .start();
    }

    private boolean answers(int otherPort, Process other) {
        if (!other.isAlive()) {
            throw new AssertionError("the other router ended; see target/other-router.log");
        }
        try {
            return send(request(otherPort, "/live", null).GET()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void ask(int otherPort, String key) {
        var body = HttpRequest.BodyPublishers.ofString(body("gpt-4o", ""));
        send(request(otherPort, "/internal/completions/" + key, token()).PUT(body));
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
