package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a handler sees of the messages that Pub/Sub delivers, and what is given up. */
abstract class DeliveryContract {
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
        assertThat(deadLetters("sample.letters"))
                .noneMatch(letter -> letter.path("id").asString().equals(id));
    }

    @Test
    void handlesAllDeadLettersOfACauseAgainInTheOrderOfTheirKey() {
        publisher.publish(letter("poison-many-1", "many"));
        publisher.publish(letter("poison-many-2", "many"));
        publisher.publish(letter("poison-alone", "alone"));
        List.of("poison-many-1", "poison-many-2", "poison-alone").forEach(this::awaitDeadLetter);
        var causes =
                operator()
                        .get("/internal/dead-letters/causes?subscription=sample.letters")
                        .json()
                        .path("items");
        assertThat(causes.valueStream())
                .filteredOn(cause -> cause.path("cause").asString().equals("IllegalStateException"))
                .first()
                .satisfies(
                        cause -> assertThat(cause.path("count").asInt()).isGreaterThanOrEqualTo(3));
        var ofTheCause =
                "{\"subscription\":\"sample.letters\",\"cause\":\"IllegalStateException\"}";

        letters.cured.addAll(List.of("poison-many-2", "poison-alone"));
        var first = operator().post("/internal/dead-letters/redrive", ofTheCause);

        assertThat(first.status()).as(first.response().body()).isEqualTo(200);
        assertThat(first.json().path("heldBack").asInt()).isPositive();
        assertThat(letters.read).contains("poison-alone").doesNotContain("poison-many-2");

        letters.cured.add("poison-many-1");
        operator().post("/internal/dead-letters/redrive", ofTheCause);

        assertThat(read("poison-many")).containsExactly("poison-many-1", "poison-many-2");
    }

    @Test
    void redrivesNothingWhenNobodySaysWhichOnes() {
        assertThat(operator().post("/internal/dead-letters/redrive", "{}").pointer())
                .isEqualTo("/cause");
        assertThat(
                        operator()
                                .post(
                                        "/internal/dead-letters/redrive",
                                        "{\"cause\":\"x\",\"limit\":0}")
                                .pointer())
                .isEqualTo("/limit");
        var stranger = new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));
        assertThat(stranger.post("/internal/dead-letters/redrive", "{\"cause\":\"x\"}").status())
                .isEqualTo(403);
    }

    @Test
    void givesUpAtOnceWhatCanNeverSucceed() {
        publisher.publish(spam("buy!"));

        var letter = awaitDeadLetter("sample.spam", "buy!");

        assertThat(letter.path("reason").asString()).isEqualTo("nobody wants spam");
        assertThat(letter.path("deliveryAttempt").asInt()).isEqualTo(1);
    }

    @Test
    void handsTheMessagesOfAKeyOverInTheOrderTheyWerePublished() {
        var expected = IntStream.range(0, 100).mapToObj(i -> "in-turn-" + i).toList();

        expected.forEach(body -> publisher.publish(letter(body, "in-turn")));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> read("in-turn").size() == 100);
        assertThat(read("in-turn")).containsExactlyElementsOf(expected);
    }

    @Test
    void triesALetterAgainAfterAPauseUntilItCanBeRead() {
        publisher.publish(letter("poison-for-a-while", "waiting"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> letters.attempts.getOrDefault("poison-for-a-while", 0) >= 3);

        letters.cured.add("poison-for-a-while");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> letters.read.contains("poison-for-a-while"));
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("poison-for-a-while"))
                .extracting(IncomingMessage::deliveryAttempt)
                .isSorted()
                .contains(1, 2, 3);
    }

    @Test
    void readsWhatCameBehindAFailedLetterOfTheSameKey() {
        publisher.publish(letter("poison-in-front", "queue"));
        publisher.publish(letter("behind-it", "queue"));
        publisher.publish(letter("last of all", "queue"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> letters.attempts.getOrDefault("poison-in-front", 0) >= 2);

        letters.cured.add("poison-in-front");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        letters.read.containsAll(
                                List.of("poison-in-front", "behind-it", "last of all")));
        assertThat(letters.read).containsOnlyOnce("poison-in-front", "behind-it", "last of all");
    }

    @Test
    void showsDeadLettersToOperatorsOnly() {
        var stranger = new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));

        assertThat(stranger.get("/internal/dead-letters").status()).isEqualTo(403);
        assertThat(operator().get("/internal/dead-letters?limit=0").pointer())
                .isEqualTo("query:limit");
    }

    List<String> read(String start) {
        return letters.read.stream().filter(body -> body.startsWith(start)).toList();
    }

    JsonNode awaitDeadLetter(String body) {
        return awaitDeadLetter("sample.letters", body);
    }

    JsonNode awaitDeadLetter(String subscription, String body) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                deadLetters(subscription).stream()
                                        .filter(letter ->
                                                letter.path("body").asString().equals(body))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    List<JsonNode> deadLetters(String subscription) {
        return operator()
                .get("/internal/dead-letters?limit=200&subscription=" + subscription)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    SampleCalls operator() {
        return new SampleCalls(port, tokens.bearer("operator", null, "sample:operate"));
    }

    static OutgoingMessage spam(String body) {
        return new OutgoingMessage(
                body, "letters", null, Map.of("eventType", "spam", "eventId", body), body);
    }

    static OutgoingMessage letter(String body, String key) {
        return new OutgoingMessage(
                body, "letters", key, Map.of("eventType", "letter", "eventId", body), body);
    }
}
