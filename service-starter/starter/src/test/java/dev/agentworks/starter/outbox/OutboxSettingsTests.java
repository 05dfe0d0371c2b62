package dev.agentworks.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxSettingsTests {
    @Test
    void hasItsDefaults() {
        var settings = DefaultSettings.of("agentworks.outbox", OutboxSettings.class);

        assertThat(settings)
                .isEqualTo(
                        new OutboxSettings(
                                500,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(15),
                                Duration.ZERO,
                                Duration.ZERO));
    }
}
