package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest(service = "sample")
class DeliveryTests {
    @LocalServerPort int port;
    @Autowired Letters letters;
    @Autowired TestPublisher publisher;
    @Autowired TokenMaker tokens;

    @Test
    void handsAMessageToItsHandlerWithAllThatCameWithIt() {
        publisher.publish(letter("hello", "h1"));

        Awaitility.await().until(() -> letters.read.contains("hello"));
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("hello"))
                .first()
                .satisfies(message -> {
                    assertThat(message.subscription()).isEqualTo("sample.letters");
                    assertThat(message.orderingKey()).isEqualTo("h1");
                    assertThat(message.attributes()).containsEntry("eventType", "letter");
                    assertThat(message.deliveryAttempt()).isEqualTo(1);
                });
    }

    @Test
    void readsADoubledMessageOnce() {
        publisher.publishTwice(List.of(letter("twice-1", "t"), letter("twice-2", "t")));

        Awaitility.await()
                .until(() ->
                        letters.deliveries.stream()
                                        .map(IncomingMessage::body)
                                        .filter(body -> body.startsWith("twice"))
                                        .count()
                                == 4);
        assertThat(letters.read)
                .filteredOn(body -> body.startsWith("twice"))
                .containsExactly("twice-1", "twice-2");
    }

    @Test
    void givesAPoisonedMessageUpAfterTenAttemptsAndReadsTheOthers() {
        publisher.publish(letter("poison-1", "bad"));
        publisher.publish(letter("healthy", "good"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> letters.read.contains("healthy"));
        var letter = awaitDeadLetter("poison-1");

        assertThat(letters.attempts.get("poison-1")).isEqualTo(10);
        assertThat(letter.path("reason").asString()).contains("it is poisoned");
        assertThat(letter.path("subscription").asString()).isEqualTo("sample.letters");
    }

    @Test
    void handlesADeadLetterAgainWhenAnOperatorSaysSo() {
        publisher.publish(letter("poison-2", "bad-too"));
        var id = awaitDeadLetter("poison-2").path("id").asString();

        var refused = operator().post("/internal/dead-letters/%s/redrive".formatted(id), "");
        letters.cured.add("poison-2");
        var accepted = operator().post("/internal/dead-letters/%s/redrive".formatted(id), "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(200);
        assertThat(letters.read).contains("poison-2");
        assertThat(deadLetters()).noneMatch(letter -> letter.path("id").asString().equals(id));
    }

    @Test
    void givesUpAtOnceWhatCanNeverSucceedAndFiltersTheRest() {
        publisher.publish(
                new OutgoingMessage("s", "letters", null, Map.of("eventType", "spam"), "buy!"));

        var letter = awaitDeadLetter("buy!");

        assertThat(letter.path("reason").asString()).isEqualTo("nobody wants spam");
        assertThat(letter.path("deliveryAttempt").asInt()).isEqualTo(1);
        assertThat(deadLetters())
                .filteredOn(dead -> dead.path("subscription").asString().equals("sample.spam"))
                .hasSize(1);
    }

    @Test
    void showsDeadLettersToOperatorsOnly() {
        var stranger = new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));

        assertThat(stranger.get("/internal/dead-letters").status()).isEqualTo(403);
        assertThat(operator().get("/internal/dead-letters?limit=0").pointer())
                .isEqualTo("query:limit");
    }

    private JsonNode awaitDeadLetter(String body) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                deadLetters().stream()
                                        .filter(letter ->
                                                letter.path("body").asString().equals(body))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private List<JsonNode> deadLetters() {
        return operator().get("/internal/dead-letters").json().path("items").valueStream().toList();
    }

    private SampleCalls operator() {
        return new SampleCalls(port, tokens.bearer("operator", null, "sample:operate"));
    }

    private static OutgoingMessage letter(String body, String key) {
        return new OutgoingMessage(
                body, "letters", key, Map.of("eventType", "letter", "eventId", body), body);
    }
}
