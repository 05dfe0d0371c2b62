package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import dev.agentworks.starter.test.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

@ServiceTest(service = "sample")
class ServiceClientsTests {
    private static final ServerSocket SILENT = silent();
    private static final AtomicInteger STATUS = new AtomicInteger(500);
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final HttpServer WAVERING = wavering();
    @LocalServerPort int port;
    @Autowired ServiceClients clients;
    private RestClient itself = RestClient.create();

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry properties) {
        properties.add(
                "agentworks.services.silent.url",
                () -> "http://127.0.0.1:" + SILENT.getLocalPort());
        properties.add("agentworks.outgoing.silent.time-limit", () -> "300ms");
        properties.add(
                "agentworks.services.wavering.url",
                () -> "http://127.0.0.1:" + WAVERING.getAddress().getPort());
        properties.add("agentworks.outgoing.wavering.pause", () -> "200ms");
        properties.add("agentworks.services.absent.url", () -> "http://127.0.0.1:1");
    }

    @BeforeEach
    void callItself() {
        System.setProperty("AGENTWORKS_SAMPLE_URL", "http://127.0.0.1:" + port);
        itself = clients.to("sample", "sample:public");
    }

    @AfterAll
    static void close() throws IOException {
        System.clearProperty("AGENTWORKS_SAMPLE_URL");
        SILENT.close();
        WAVERING.stop(0);
    }

    @Test
    void callsWithATokenForAPerson() {
        var answer =
                itself.get()
                        .uri("/whoami")
                        .attribute(ServiceClients.ACTING_USER, new ActingUser("anna", Map.of()))
                        .retrieve()
                        .body(Map.class);

        assertThat(Objects.requireNonNull(answer))
                .containsEntry("service", "sample")
                .containsEntry("user", "anna");
    }

    @Test
    void throwsTheProblemOfTheOtherService() {
        var problem = refusal(itself, "/notes/00000000-0000-7000-8000-000000000000");

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.code()).isEqualTo("not-found");
        assertThat(problem.detail()).startsWith("There is no note");
    }

    @Test
    void saysThatNobodyAnsweredInTime() {
        assertThat(refusal(clients.to("silent"), "/").status()).isEqualTo(504);
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThat(refusal(clients.to("absent"), "/").status()).isEqualTo(503);
    }

    @Test
    void leavesAServiceThatFailsAloneAndCallsItAgainWhenItIsWell() {
        var wavering = clients.to("wavering");
        STATUS.set(500);
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(wavering, "/").status()).isEqualTo(500);
        }
        var asked = ASKED.get();

        var refusal = refusal(wavering, "/");

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("unavailable");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(200));
        assertThat(ASKED).hasValue(asked);

        STATUS.set(204);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(RemoteProblem.class)
                .until(() -> isWell(wavering));
        for (int i = 0; i < 30; i++) {
            assertThat(isWell(wavering)).isTrue();
        }
    }

    private static boolean isWell(RestClient client) {
        return client.get().uri("/").retrieve().toBodilessEntity().getStatusCode().value() == 204;
    }

    private static HttpServer wavering() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        ASKED.incrementAndGet();
                        exchange.sendResponseHeaders(STATUS.get(), -1);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RemoteProblem refusal(RestClient client, String path) {
        return Objects.requireNonNull(
                catchThrowableOfType(
                        RemoteProblem.class,
                        () -> client.get().uri(path).retrieve().toBodilessEntity()));
    }

    private static ServerSocket silent() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
