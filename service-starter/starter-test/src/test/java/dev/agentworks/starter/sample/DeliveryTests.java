package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.ReceivedMessage;
import dev.agentworks.starter.test.RecordedMessages;
import dev.agentworks.starter.test.ServiceTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@ServiceTest(service = "sample")
class DeliveryTests extends DeliveryContract {
    @Autowired RecordedMessages recorded;
    @Autowired Environment properties;

    @Test
    void bringsHomeWhatPubSubItselfGaveUp() throws SQLException {
        asOwner("revoke insert on sample.dead_letter from sample_app"); // so it can settle nothing
        final ReceivedMessage forwarded;
        try {
            publisher.publish(letter("poison-forwarded", "lost"));
            forwarded = recorded.awaitOn("sample.letters.dead", 1).getFirst();
        } finally {
            asOwner("grant insert on sample.dead_letter to sample_app");
        }

        var letter = awaitDeadLetter("poison-forwarded");

        assertThat(letter.path("reason").asString()).startsWith("Pub/Sub gave it up");
        assertThat(letter.path("deliveryAttempt").asInt()).isEqualTo(10);
        assertThat(letter.path("orderingKey").asString()).isEqualTo("lost");
        assertThat(letter.path("attributes").properties())
                .extracting(attribute -> attribute.getKey())
                .contains("eventType", "eventId")
                .noneMatch(name -> name.startsWith("CloudPubSub"));

        forward(forwarded, forwarded.body());
        forward(forwarded, "another");
        awaitDeadLetter("another");
        assertThat(deadLetters("sample.letters"))
                .extracting(dead -> dead.path("body").asString())
                .containsOnlyOnce("poison-forwarded");

        letters.cured.add("poison-forwarded");
        var redriven =
                operator()
                        .post(
                                "/internal/dead-letters/%s/redrive"
                                        .formatted(letter.path("id").asString()),
                                "");
        assertThat(redriven.status()).as(redriven.response().body()).isEqualTo(200);
        assertThat(letters.read).containsOnlyOnce("poison-forwarded");
    }

    @Test
    void keepsADeadLetterWhateverItsAttributesSay() {
        var said = "C:\\u0000 \\ \"quoted\" \\\\u0000";
        publisher.publish(
                new OutgoingMessage(
                        "poison-attributes",
                        "letters",
                        null,
                        Map.of("eventType", "letter", "eventId", "poison-attributes", "said", said),
                        "poison-attributes"));

        var letter = awaitDeadLetter("poison-attributes");

        assertThat(letter.at("/attributes/said").asString()).isEqualTo(said);
    }

    @Test
    void keepsFromASubscriptionWhatItsFilterDoesNotWant() {
        publisher.publish(letter("no spam", "filtered"));
        publisher.publish(spam("spam behind it"));

        awaitDeadLetter("sample.spam", "spam behind it");

        assertThat(deadLetters("sample.spam"))
                .extracting(letter -> letter.path("body").asString())
                .doesNotContain("no spam");
    }

    private void forward(ReceivedMessage message, String body) {
        publisher.publish(
                new OutgoingMessage("", message.topic(), null, message.attributes(), body));
    }

    private void asOwner(String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                properties.getRequiredProperty("AGENTWORKS_DATABASE_URL"),
                                properties.getRequiredProperty("AGENTWORKS_MIGRATION_USER"),
                                properties.getRequiredProperty("AGENTWORKS_MIGRATION_PASSWORD"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
