package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInLimitTests extends GatewayTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String OWNERS = "203.0.113.7";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String STRANGERS = "198.51.100.9";

    @AfterEach
    void coreAnswersAsUsual() {
        TestEnvironment.CORE.answerVerify(null);
    }

    @Test
    void aStrangerWhoGuessesLocksOutThemselvesAndNotTheOwner() {
        var owner = gateway.register();
        for (int i = 0; i < 5; i++) {
            assertThat(login(owner.email(), "guess", STRANGERS).statusCode()).isEqualTo(401);
        }

        var refused = login(owner.email(), "guess", STRANGERS);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(login(owner.email(), PASSWORD, STRANGERS).statusCode()).isEqualTo(429);
        assertThat(login(owner.email(), PASSWORD, OWNERS).statusCode()).isEqualTo(200);
    }

    @Test
    void whatSucceedsDoesNotCount() {
        var owner = gateway.register();

        for (int i = 0; i < 12; i++) {
            assertThat(login(owner.email(), PASSWORD, OWNERS).statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(login(owner.email(), "typo", OWNERS).statusCode()).isEqualTo(401);
        }
        assertThat(login(owner.email(), PASSWORD, OWNERS).statusCode()).isEqualTo(429);
    }

    @Test
    void aFailureOfOursDoesNotCount() {
        var owner = gateway.register();
        TestEnvironment.CORE.answerVerify(
                _ -> Upstream.Answer.problem(503, "unavailable", "/internal/users/verify"));
        for (int i = 0; i < 8; i++) {
            var answer = login(owner.email(), PASSWORD, OWNERS);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
        }
        TestEnvironment.CORE.answerVerify(null);

        assertThat(login(owner.email(), PASSWORD, OWNERS).statusCode()).isEqualTo(200);
    }

    @Test
    void asksCoreAboutAFewPasswordsAtOnceHoweverLargeTheCrowd() {
        var known = gateway.register();
        login(known.email(), PASSWORD, OWNERS);
        var asked = new AtomicInteger();
        TestEnvironment.CORE.answerVerify(_ -> {
            asked.incrementAndGet();
            return Upstream.Answer.problem(401, "invalid-credentials", "/internal/users/verify")
                    .after(PATIENCE.multipliedBy(2));
        });
        var crowd = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                crowd.add(
                        CompletableFuture.supplyAsync(
                                () -> login(UUID.randomUUID() + "@x.example", "guess", STRANGERS),
                                threads));
            }
            await().until(() -> asked.get() == 4);

            // others are served meanwhile
            assertThat(gateway.get("/api/workspaces", known.bearer()).statusCode()).isEqualTo(200);
        }
        var answers = crowd.stream().map(CompletableFuture::join).toList();

        assertThat(asked.get()).isEqualTo(4);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSize(4);
        // who waits in vain is told when to come again
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 503)
                .hasSize(56)
                .allMatch(answer -> answer.headers().firstValue("retry-after").isPresent());
        TestEnvironment.CORE.answerVerify(null);
        assertThat(login(known.email(), PASSWORD, OWNERS).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> login(String email, String password, String address) {
        return gateway.post(
                "/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password),
                "X-Forwarded-For",
                address);
    }
}
