package dev.agentworks.starter.gcp;

import com.google.cloud.spring.autoconfigure.core.GcpProperties;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Puts secrets of Secret Manager in the place of settings that name them, as {@code
 * AGENTWORKS_SERVICE_KEY=sm://service-key} does. Each is read once, when the service starts; one
 * that cannot be read stops the start. Without such a setting no client is loaded.
 */
final class SecretProperties implements EnvironmentPostProcessor, Ordered {
    private static final Pattern NAMED =
            Pattern.compile("\\$\\{(sm://[^}]*)}|^(sm://\\S*)$", Pattern.CASE_INSENSITIVE);
    private final Opening opening;

    SecretProperties() {
        this(environment ->
                SecretManagerReader.open(
                        Binder.get(environment)
                                .bind("spring.cloud.gcp", GcpProperties.class)
                                .orElseGet(GcpProperties::new)));
    }

    SecretProperties(Opening opening) {
        this.opening = opening;
    }

    /** After all that adds settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var sources =
                environment.getPropertySources().stream()
                        .filter(source -> !naming(source).isEmpty())
                        .toList();
        if (!sources.isEmpty()) {
            replace(environment, sources);
        }
    }

    private void replace(ConfigurableEnvironment environment, List<PropertySource<?>> sources) {
        var project = environment.getProperty("spring.cloud.gcp.project-id", "");
        try (var reader = opening.open(environment)) {
            var secrets = new Secrets(reader, project, new HashMap<>());
            for (var source : sources) {
                var replaced = new LinkedHashMap<String, Object>();
                naming(source)
                        .forEach((name, value) -> replaced.put(name, secrets.in(name, value)));
                environment
                        .getPropertySources()
                        .addBefore(source.getName(), like(source, replaced));
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Secret Manager cannot be asked for this service's secrets: " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, String> naming(PropertySource<?> source) {
        var found = new LinkedHashMap<String, String>();
        if (source instanceof EnumerablePropertySource<?> listed) {
            for (var name : listed.getPropertyNames()) {
                var value = text(listed.getProperty(name));
                if (value != null && NAMED.matcher(value).find()) {
                    found.put(name, value);
                }
            }
        }
        return found;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof CharSequence text ? text.toString() : null;
    }

    // only a source of this type and name is read as environment variables are
    private static PropertySource<?> like(PropertySource<?> source, Map<String, Object> values) {
        return source instanceof SystemEnvironmentPropertySource
                ? new SystemEnvironmentPropertySource("secrets-systemEnvironment", values)
                : new MapPropertySource("secrets of " + source.getName(), values);
    }

    /** Opens the reader of secrets. */
    @FunctionalInterface
    interface Opening {
        SecretReader open(ConfigurableEnvironment environment) throws IOException;
    }

    private record Secrets(SecretReader reader, String project, Map<SecretAddress, String> known) {
        String in(String setting, String value) {
            return NAMED.matcher(value)
                    .replaceAll(match -> {
                        var address = match.group(1) == null ? match.group(2) : match.group(1);
                        return Matcher.quoteReplacement(escaped(secret(setting, address)));
                    });
        }

        private String secret(String setting, String address) {
            SecretAddress wanted;
            try {
                wanted = SecretAddress.of(address, project);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The setting %s names no secret: %s.".formatted(setting, e.getMessage()));
            }
            var secret = known.get(wanted);
            if (secret == null) {
                secret = read(setting, wanted);
                known.put(wanted, secret);
            }
            return secret;
        }

        private String read(String setting, SecretAddress wanted) {
            try {
                return reader.read(wanted);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "The secret %s, which the setting %s names, cannot be read: %s."
                                .formatted(wanted, setting, e.getMessage()),
                        e);
            }
        }

        // a secret is no template
        private static String escaped(String secret) {
            return secret.replace("${", "\\${");
        }
    }
}
