package dev.agentworks.starter.database;

import dev.agentworks.starter.ServiceSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Adds the starter's own tables to a service's migrations and names its role to them. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        afterName = "dev.agentworks.starter.ServiceAutoConfiguration")
@ConditionalOnClass({Flyway.class, FlywayConfigurationCustomizer.class})
final class DatabaseAutoConfiguration {
    private static final String OWN_MIGRATIONS = "classpath:db/starter";

    /** Asked at run time: Boot's own switch is fixed when a jar is built. */
    @Bean
    FlywayMigrationStrategy migrationStrategy(Environment environment) {
        return flyway -> {
            if (environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
                flyway.migrate();
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer starterMigrations(ServiceSettings service) {
        return flyway -> {
            var placeholders = new HashMap<>(flyway.getPlaceholders());
            placeholders.put("app_role", service.name() + "_app");
            var locations =
                    Stream.concat(
                                    Arrays.stream(flyway.getLocations())
                                            .map(Location::getDescriptor),
                                    Stream.of(OWN_MIGRATIONS))
                            .distinct()
                            .toArray(String[]::new);
            flyway.placeholders(placeholders)
                    .locations(locations)
                    .schemas(service.name())
                    .defaultSchema(service.name());
        };
    }
}
