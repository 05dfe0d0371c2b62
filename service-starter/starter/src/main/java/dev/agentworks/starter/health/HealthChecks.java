package dev.agentworks.starter.health;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Asks every dependency, at most once a second however often it is asked itself. */
final class HealthChecks {
    private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);
    private static final long LIFE = Duration.ofSeconds(1).toNanos();
    private static final Set<Status> GOOD = Set.of(Status.UP, Status.UNKNOWN);
    private final List<HealthContributors> sources;
    private @Nullable HealthReport last;
    private long askedAt;

    HealthChecks(List<HealthContributors> sources) {
        this.sources = List.copyOf(sources);
    }

    synchronized HealthReport report() {
        var known = last;
        if (known != null && System.nanoTime() - askedAt < LIFE) {
            return known;
        }
        var fresh =
                HealthReport.of(
                        sources.stream().flatMap(source -> askAll("", source)).sorted().toList());
        last = fresh;
        askedAt = System.nanoTime();
        return fresh;
    }

    private static Stream<HealthReport.Check> askAll(String prefix, HealthContributors source) {
        return source.stream().flatMap(entry -> ask(prefix + entry.name(), entry.contributor()));
    }

    private static Stream<HealthReport.Check> ask(String name, HealthContributor contributor) {
        return switch (contributor) {
            case HealthIndicator indicator -> Stream.of(check(name, indicator.health()));
            case CompositeHealthContributor composite -> askAll(name + ".", composite);
        };
    }

    private static HealthReport.Check check(String name, @Nullable Health health) {
        if (health == null || GOOD.contains(health.getStatus())) {
            return new HealthReport.Check(name, HealthReport.HEALTHY);
        }
        log.warn("{} is not healthy: {}", name, health.getDetails());
        return new HealthReport.Check(name, HealthReport.UNHEALTHY);
    }
}
