package dev.agentworks.starter.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;

/** Opens the probes of a web service. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration"
        })
@ConditionalOnWebApplication
final class HealthAutoConfiguration {
    @Bean
    ProbeController probeController(
            HealthContributorRegistry registry,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive,
            ApplicationAvailability availability,
            PrometheusMeterRegistry meters) {
        var sources = new ArrayList<HealthContributors>();
        sources.add(registry);
        reactive.ifAvailable(more -> sources.add(more.asHealthContributors()));
        return new ProbeController(new HealthChecks(sources), availability, meters);
    }
}
