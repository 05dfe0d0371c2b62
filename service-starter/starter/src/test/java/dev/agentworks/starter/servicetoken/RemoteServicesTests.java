package dev.agentworks.starter.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemoteServicesTests {
    @Test
    void hasItsDefaults() {
        var settings = DefaultSettings.of("agentworks", RemoteServices.class);

        assertThat(settings.get("any").connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    }
}
