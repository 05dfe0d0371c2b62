package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(service = "sample")
class PushEndpointTests {
    private static final String EMAIL = "push@project.iam.gserviceaccount.com";
    private static final String AUDIENCE = "https://sample.example.com";
    private static final GoogleIssuer GOOGLE = new GoogleIssuer();
    private static final GoogleIssuer FORGER = new GoogleIssuer();
    @LocalServerPort int port;
    @Autowired Letters letters;

    @DynamicPropertySource
    static void push(DynamicPropertyRegistry properties) {
        properties.add("agentworks.pubsub.delivery", () -> "push");
        properties.add("agentworks.pubsub.push.audience", () -> AUDIENCE);
        properties.add("agentworks.pubsub.push.email", () -> EMAIL);
        properties.add("agentworks.pubsub.push.keys-url", GOOGLE::keysUrl);
    }

    @AfterAll
    static void stopKeys() {
        GOOGLE.close();
        FORGER.close();
    }

    @Test
    void givesAPushToTheSameHandler() {
        var answer = push("sample.letters", google(), "pushed", 3);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(204);
        assertThat(letters.read).contains("pushed");
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("pushed"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.deliveryAttempt()).isEqualTo(3);
                    assertThat(message.orderingKey()).isEqualTo("key");
                    assertThat(message.publishedAt())
                            .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
                });
    }

    @Test
    void asksForAFailedMessageAgainUntilItIsGivenUp() {
        assertThat(push("sample.letters", google(), "poison-push", 9).status()).isEqualTo(503);
        assertThat(push("sample.letters", google(), "poison-push", 10).status()).isEqualTo(204);
    }

    @Test
    void refusesEveryPushThatIsNotFromTheSubscription() {
        assertThat(push("sample.letters", null, "no", 1).status()).isEqualTo(401);
        assertThat(push("sample.letters", FORGER.bearer(AUDIENCE, EMAIL), "no", 1).status())
                .isEqualTo(401);
        assertThat(push("sample.letters", GOOGLE.bearer("https://other", EMAIL), "no", 1).status())
                .isEqualTo(401);
        assertThat(
                        push("sample.letters", GOOGLE.bearer(AUDIENCE, "me@example.com"), "no", 1)
                                .status())
                .isEqualTo(401);
        assertThat(letters.read).doesNotContain("no");
    }

    @Test
    void knowsItsSubscriptionsAndTheShapeOfAPush() {
        assertThat(push("sample.nothing", google(), "x", 1).status()).isEqualTo(404);
        assertThat(
                        new SampleCalls(port, google())
                                .post("/internal/pubsub/sample.letters", "{}")
                                .pointer())
                .isEqualTo("/message");
        assertThat(
                        new SampleCalls(port, google())
                                .post(
                                        "/internal/pubsub/sample.letters",
                                        "{\"message\":{\"messageId\":\"1\",\"data\":\"%%\"}}")
                                .pointer())
                .isEqualTo("/message/data");
    }

    private SampleCalls.Answer push(
            String subscription, @Nullable String authorization, String text, int attempt) {
        var data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var body =
                """
                {"message":{"attributes":{"eventType":"letter"},"data":"%s","messageId":"m-%s","message_id":"m",
                 "orderingKey":"key","publishTime":"2026-01-01T00:00:00.123Z"},
                 "subscription":"projects/p/subscriptions/%s","deliveryAttempt":%d}
                """
                        .formatted(data, text, subscription, attempt);
        return new SampleCalls(port, authorization).post("/internal/pubsub/" + subscription, body);
    }

    private static String google() {
        return GOOGLE.bearer(AUDIENCE, EMAIL);
    }
}
