package dev.agentworks.starter.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.test.ServiceTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class ProbeTests {
    @LocalServerPort int port;
    @LocalManagementPort int managementPort;

    @Test
    void tellsWhoRunsItAboutEveryDependency() {
        awaitHealth();

        var answer = management("/health");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("healthy");
        assertThat(
                        answer.json()
                                .path("checks")
                                .valueStream()
                                .map(check -> check.path("name").asString()))
                .containsExactly("db", "pubsub", "redis");
    }

    @Test
    void tellsEverybodyElseOnlyThatItIsHealthy() {
        awaitHealth();

        var answer = open("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("status");
        assertThat(answer.json().path("status").asString()).isEqualTo("healthy");
    }

    // Redis is connected beside the start, which does not wait for it
    private void awaitHealth() {
        await().atMost(Duration.ofSeconds(20)).until(() -> management("/health").status() == 200);
    }

    @Test
    void isAliveAndReadyAtBothPorts() {
        for (var path : List.of("/live", "/ready")) {
            assertThat(open(path).status()).as(path).isEqualTo(200);
            assertThat(management(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void showsItsFiguresAtTheManagementPortAlone() {
        assertThat(management("/metrics").response().body())
                .contains(
                        "agentworks_outbox_size",
                        "agentworks_outbox_age_seconds",
                        "agentworks_dead_letters_open",
                        "agentworks_messages_age_seconds_max{",
                        "agentworks_messages_inflight{",
                        "agentworks_messages_oldest_seconds{",
                        "agentworks_retention_age_seconds{",
                        "hikaricp_connections_pending{",
                        "hikaricp_connections_acquire_seconds_max{",
                        "hikaricp_connections_timeout_total{",
                        "service=\"sample\"");
        for (var path : List.of("/metrics", "/actuator", "/actuator/health", "/live/more")) {
            assertThat(open(path).status()).as(path).isEqualTo(404);
        }
        assertThat(management("/actuator").status()).isEqualTo(404);
        assertThat(management("/live/more").status()).isEqualTo(404);
    }

    @Test
    void saysThatItIsAliveWhileEveryCarrierOfVirtualThreadsIsTaken() {
        var taken = new AtomicBoolean(true);
        int carriers = Runtime.getRuntime().availableProcessors();
        var began = new CountDownLatch(carriers);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < carriers; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        began.countDown();
                        while (taken.get()) {
                            Thread.onSpinWait();
                        }
                    }));
        }
        try {
            assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(rawStatusLine("/live")).startsWith("HTTP/1.1 200");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            taken.set(false);
        }
    }

    // the JDK's client works with virtual threads itself
    private String rawStatusLine(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .formatted(path)
                                    .getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SampleCalls.Answer open(String path) {
        return new SampleCalls(port, null).get(path);
    }

    private SampleCalls.Answer management(String path) {
        return new SampleCalls(managementPort, null).get(path);
    }
}
