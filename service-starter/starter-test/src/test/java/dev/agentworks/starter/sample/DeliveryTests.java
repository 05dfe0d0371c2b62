package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import org.junit.jupiter.api.Test;

@ServiceTest(service = "sample")
class DeliveryTests extends DeliveryContract {
    @Test
    void keepsFromASubscriptionWhatItsFilterDoesNotWant() {
        publisher.publish(letter("no spam", "filtered"));
        publisher.publish(spam("spam behind it"));

        awaitDeadLetter("sample.spam", "spam behind it");

        assertThat(deadLetters("sample.spam"))
                .extracting(letter -> letter.path("body").asString())
                .doesNotContain("no spam");
    }
}
