package dev.agentworks.starter.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceTokenSettingsTests {
    @Test
    void hasItsDefaults() {
        var settings = DefaultSettings.of("agentworks.service-token", ServiceTokenSettings.class);

        assertThat(settings.life()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.skew()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.openPaths()).isEmpty();
        assertThat(settings.callers()).isEmpty();
        assertThat(settings.acting()).isEmpty();
    }
}
