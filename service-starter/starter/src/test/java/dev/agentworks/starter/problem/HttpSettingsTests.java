package dev.agentworks.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import org.junit.jupiter.api.Test;

class HttpSettingsTests {
    @Test
    void allowsMoreForUploads() {
        var settings = DefaultSettings.of("agentworks.http", HttpSettings.class);

        assertThat(settings.limitFor("application/json")).isEqualTo(1L << 20);
        assertThat(settings.limitFor("multipart/form-data; boundary=x")).isEqualTo(25L << 20);
    }
}
