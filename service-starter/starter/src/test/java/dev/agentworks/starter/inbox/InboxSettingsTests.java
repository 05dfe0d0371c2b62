package dev.agentworks.starter.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxSettingsTests {
    @Test
    void hasItsDefaults() {
        var settings = DefaultSettings.of("agentworks.inbox", InboxSettings.class);

        assertThat(settings).isEqualTo(new InboxSettings(Duration.ofDays(8), Duration.ofHours(1)));
    }
}
