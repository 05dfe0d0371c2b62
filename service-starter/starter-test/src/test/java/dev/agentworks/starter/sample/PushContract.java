package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Push from end to end: the starter makes the subscription, an emulator pushes, it is read. */
abstract class PushContract {
    static final String AUDIENCE = "https://sample.example.com";
    static final String EMAIL = "push@sample.example.com";
    @Autowired Letters letters;
    @Autowired MessagePublisher publisher;

    @Test
    void aPublishedMessageIsPushedWithASignedTokenAndReadOnce() {
        publish("by push");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(letters.read).containsOnlyOnce("by push"));
    }

    @Test
    void aFailedPushComesAgain() {
        publish("poison by push");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> letters.attempts.getOrDefault("poison by push", 0) >= 2);

        letters.cured.add("poison by push");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(letters.read).containsOnlyOnce("poison by push"));
        assertThat(attempts("poison by push")).startsWith(1).isSorted();
    }

    List<Integer> attempts(String body) {
        return letters.deliveries.stream()
                .filter(message -> message.body().equals(body))
                .map(IncomingMessage::deliveryAttempt)
                .toList();
    }

    void publish(String text) {
        var id = UUID.randomUUID().toString();
        publisher
                .publish(
                        new OutgoingMessage(
                                id,
                                "letters",
                                null,
                                Map.of("eventType", "letter", "eventId", id),
                                text))
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    static void pushTo(DynamicPropertyRegistry properties, int port, String endpoint) {
        properties.add("server.port", () -> port);
        properties.add("agentworks.pubsub.delivery", () -> "push");
        properties.add("agentworks.pubsub.push.endpoint", () -> endpoint);
        properties.add("agentworks.pubsub.push.audience", () -> AUDIENCE);
        properties.add("agentworks.pubsub.push.email", () -> EMAIL);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
