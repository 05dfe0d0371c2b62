package dev.agentworks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.password.PasswordHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

class SignInCrowdTests extends CoreTest {

    private static final int CROWD = 200;
    private static final int SCREEN = 250;

    @LocalServerPort private int servicePort;
    @LocalManagementPort private int managementPort;
    @Autowired private PasswordHasher passwords;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void leavesTheProcessorsToEverybodyElse() {
        var bystander = situations.person();
        var waits = new ArrayList<Duration>();
        var probes = new ArrayList<Duration>();
        var bearer = tokens().bearer("gateway", null, "core:identity");

        // what is done for the first time takes longer, with a crowd or without
        assertThat(verify(bearer).statusCode()).isEqualTo(401);
        assertThat(situations.as(bystander, "GET", "/api/workspaces", null).status())
                .isEqualTo(200);
        assertThat(live(managementPort)).isEqualTo(200);

        var crowd = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(CompletableFuture.supplyAsync(() -> verify(bearer), threads));
            }
            do {
                waits.add(
                        timed(() ->
                                assertThat(
                                                situations
                                                        .as(
                                                                bystander,
                                                                "GET",
                                                                "/api/workspaces",
                                                                null)
                                                        .status())
                                        .isEqualTo(200)));
                probes.add(timed(() -> assertThat(live(managementPort)).isEqualTo(200)));
                probes.add(timed(() -> assertThat(live(servicePort)).isEqualTo(200)));
            } while (!crowd.stream().allMatch(CompletableFuture::isDone) && waits.size() < SCREEN);
        }

        assertThat(crowd)
                .allSatisfy(answer -> {
                    assertThat(answer.join().statusCode()).isIn(401, 503);
                    assertThat(answer.join().headers().firstValue("retry-after").isPresent())
                            .isEqualTo(answer.join().statusCode() == 503);
                });
        assertThat(crowd).anyMatch(answer -> answer.join().statusCode() == 401);
        assertThat(share(0.95, waits)).isLessThan(Duration.ofSeconds(1));
        assertThat(share(0.5, probes)).isLessThan(Duration.ofMillis(100));
        assertThat(share(0.95, probes)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void hashesForNobodyWhoLeft() {
        var bearer = tokens().bearer("gateway", null, "core:identity");
        var began = System.nanoTime();
        passwords.hash("one hash, to know what it costs");
        var cost = Duration.ofNanos(System.nanoTime() - began);
        var leaving = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 30; i++) {
            leaving.add(
                    http.sendAsync(verification(bearer), HttpResponse.BodyHandlers.discarding()));
        }
        leaving.forEach(one -> one.cancel(true));

        var next = timed(() -> passwords.hash("a hash for somebody who waits"));

        assertThat(next).isLessThan(cost.multipliedBy(25).plusMillis(500));
    }

    private HttpResponse<String> verify(String bearer) {
        return send(verification(bearer));
    }

    private HttpRequest verification(String bearer) {
        return request(servicePort, "/internal/users/verify")
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                """
                                {"email":"%s@example.com","password":"guess"}\
                                """
                                        .formatted(UUID.randomUUID())))
                .build();
    }

    private int live(int port) {
        return send(request(port, "/live").build()).statusCode();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration timed(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What this share of the durations does not exceed. */
    private static Duration share(double part, List<Duration> durations) {
        return durations.stream().sorted().toList().get((int) (part * (durations.size() - 1)));
    }
}
