package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.ServiceTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Push from end to end: the starter makes the subscription, the emulator signs and delivers, the
 * handler reads.
 */
@ServiceTest(service = "sample")
@DirtiesContext
class PushedByTheEmulatorTests {
    private static final int PORT = freePort();
    @Autowired Letters letters;
    @Autowired MessagePublisher publisher;

    @DynamicPropertySource
    static void push(DynamicPropertyRegistry properties) {
        properties.add("server.port", () -> PORT);
        properties.add("agentworks.pubsub.door", () -> "push");
        properties.add("agentworks.pubsub.push.endpoint", () -> "http://127.0.0.1:" + PORT);
        properties.add("agentworks.pubsub.push.audience", () -> "https://sample.example.com");
        properties.add("agentworks.pubsub.push.email", () -> "push@sample.example.com");
    }

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
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("poison by push"))
                .extracting(IncomingMessage::deliveryAttempt)
                .contains(1, 2);
    }

    private void publish(String text) {
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

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
