package dev.agentworks.starter.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Opens the probes of a web service, and the port for whoever runs it. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration"
        })
@ConditionalOnWebApplication
@EnableConfigurationProperties(ManagementSettings.class)
final class HealthAutoConfiguration {
    @Bean
    Probes probes(ApplicationAvailability availability) {
        return new Probes(availability);
    }

    @Bean
    HealthChecks healthChecks(
            HealthContributorRegistry registry,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
        var sources = new ArrayList<HealthContributors>();
        sources.add(registry);
        reactive.ifAvailable(more -> sources.add(more.asHealthContributors()));
        return new HealthChecks(sources);
    }

    @Bean
    ProbeController probeController(HealthChecks checks, Probes probes) {
        return new ProbeController(checks, probes);
    }

    @Bean
    ManagementServer managementServer(
            ManagementSettings settings,
            ConfigurableEnvironment environment,
            Probes probes,
            HealthChecks checks,
            PrometheusMeterRegistry meters,
            JsonMapper json) {
        return new ManagementServer(settings, environment, probes, checks, meters, json);
    }
}
