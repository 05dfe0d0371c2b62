package dev.agentworks.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PubSubSettingsTests {
    @Test
    void hasItsDefaults() {
        var settings = DefaultSettings.of("agentworks.pubsub", PubSubSettings.class);

        assertThat(settings.delivery()).isEqualTo(PubSubSettings.Delivery.PULL);
        assertThat(settings.attempts()).isEqualTo(10);
        assertThat(settings.minBackoff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.maxBackoff()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.batchDelay()).isLessThanOrEqualTo(Duration.ofMillis(5));
        assertThat(settings.push().audience()).isEmpty();
    }
}
