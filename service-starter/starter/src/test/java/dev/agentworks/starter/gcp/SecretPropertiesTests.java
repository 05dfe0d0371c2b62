package dev.agentworks.starter.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SecretPropertiesTests {
    private FakeSecretManager manager;

    SecretPropertiesTests() throws IOException {
        manager = new FakeSecretManager();
    }

    @BeforeEach
    void keepSecrets() {
        manager.keep("projects/ours/secrets/service-key/versions/latest", "k1:abc");
        manager.keep("projects/ours/secrets/database/versions/3", "pass${word}");
        manager.keep("projects/other/secrets/shared/versions/7", "seven");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void putsSecretsInThePlaceOfSettingsThatNameThem() {
        var environment =
                environment(
                        Map.of(
                                "key", "sm://service-key",
                                "password", "sm://database/3",
                                "shared", "sm://other/shared/7",
                                "composed", "user:${sm://other/shared/7}@host",
                                "plain", "https://example.com"));

        read(environment);

        assertThat(environment.getProperty("key")).isEqualTo("k1:abc");
        assertThat(environment.getProperty("password")).isEqualTo("pass${word}");
        assertThat(environment.getProperty("shared")).isEqualTo("seven");
        assertThat(environment.getProperty("composed")).isEqualTo("user:seven@host");
        assertThat(environment.getProperty("plain")).isEqualTo("https://example.com");
    }

    @Test
    void putsThemInThePlaceOfEnvironmentVariables() {
        var environment = environment(Map.of("agentworks.key", "${AGENTWORKS_KEY:}"));
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "AGENTWORKS_KEY", "sm://service-key",
                                        "SPRING_DATASOURCE_PASSWORD", "sm://database/3")));
        ConfigurationPropertySources.attach(environment);

        read(environment);

        assertThat(environment.getProperty("agentworks.key")).isEqualTo("k1:abc");
        assertThat(Binder.get(environment).bind("spring.datasource.password", String.class).get())
                .isEqualTo("pass${word}");
    }

    @Test
    void readsASecretOnce() {
        read(environment(Map.of("a", "sm://service-key", "b", "sm://service-key/latest")));

        assertThat(manager.asked())
                .containsExactly("projects/ours/secrets/service-key/versions/latest");
    }

    @Test
    void stopsTheStartWithOneSentenceWhenASecretCannotBeRead() {
        var environment = environment(Map.of("agentworks.key", "sm://unknown"));

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The secret projects/ours/secrets/unknown/versions/latest, which the"
                                + " setting agentworks.key names, cannot be read:"
                                + " PERMISSION_DENIED.");
    }

    @Test
    void stopsTheStartWhenASettingNamesNoSecret() {
        var environment = environment(Map.of("agentworks.key", "sm://a/b/c/d"));

        assertThatThrownBy(() -> read(environment))
                .hasMessageContaining("agentworks.key")
                .hasMessageContaining("sm://[project/]secret[/version]");
    }

    @Test
    void opensNoClientWhenNoSettingNamesASecret() {
        var environment = environment(Map.of("a", "value", "b", "see sm://service-key there"));

        new SecretProperties(
                        _ -> {
                            throw new IOException("a client was opened");
                        })
                .postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("a")).isEqualTo("value");
    }

    private void read(StandardEnvironment environment) {
        new SecretProperties(_ -> manager.reader())
                .postProcessEnvironment(environment, new SpringApplication());
    }

    private static StandardEnvironment environment(Map<String, Object> settings) {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addLast(new MapPropertySource("settings", settings));
                sources.addLast(
                        new MapPropertySource(
                                "defaults", Map.of("spring.cloud.gcp.project-id", "ours")));
            }
        };
    }
}
