package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.gateway.Upstream.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTests extends GatewayTest {
    @AfterEach
    void coreAnswersAsUsual() {
        TestEnvironment.CORE.answerPublic(null);
    }

    @Test
    void answersTheSameKeyAndBodyWithTheFirstAnswer() {
        var ada = gateway.register();
        var headers = ada.bearerAnd("Idempotency-Key", "k1");

        var first = gateway.post("/api/workspaces", "{\"name\":\"A\"}", headers);
        var again = gateway.post("/api/workspaces", "{\"name\":\"A\"}", headers);
        var other = gateway.post("/api/workspaces", "{\"name\":\"B\"}", headers);
        var someoneElse =
                gateway.post(
                        "/api/workspaces",
                        "{\"name\":\"A\"}",
                        gateway.register().bearerAnd("Idempotency-Key", "k1"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("etag")).contains("\"7\"");
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Gateway.code(other)).isEqualTo("key-reused");
        assertThat(someoneElse.body()).isNotEqualTo(first.body());
    }

    @Test
    void refusesASecondCallWhileTheFirstIsInProgress() {
        var ada = gateway.register();
        var headers = ada.bearerAnd("Idempotency-Key", UUID.randomUUID().toString());
        var arrived = new AtomicInteger();
        TestEnvironment.CORE.answerPublic(_ -> {
            arrived.incrementAndGet();
            return Answer.json(201, "{}").after(Duration.ofSeconds(2));
        });

        var first =
                CompletableFuture.supplyAsync(
                        () -> gateway.post("/api/workspaces", "{}", headers).statusCode());
        Awaitility.await().until(() -> arrived.get() == 1);
        var second = gateway.post("/api/workspaces", "{}", headers);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(first.join()).isEqualTo(201);
        assertThat(arrived).hasValue(1);
    }

    @Test
    void triesAgainAfterAFailureOnOurSide() {
        var ada = gateway.register();
        var headers = ada.bearerAnd("Idempotency-Key", UUID.randomUUID().toString());
        TestEnvironment.CORE.answerPublic(
                _ -> Answer.problem(503, "unavailable", "/api/workspaces"));
        assertThat(gateway.post("/api/workspaces", "{}", headers).statusCode()).isEqualTo(503);

        TestEnvironment.CORE.answerPublic(null);

        assertThat(gateway.post("/api/workspaces", "{}", headers).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAMalformedKey() {
        var ada = gateway.register();

        var answer =
                gateway.post(
                        "/api/workspaces", "{}", ada.bearerAnd("Idempotency-Key", "x".repeat(201)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Idempotency-Key");
    }
}
