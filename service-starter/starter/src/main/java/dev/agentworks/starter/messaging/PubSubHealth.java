package dev.agentworks.starter.messaging;

import com.google.api.gax.rpc.ApiException;
import com.google.pubsub.v1.ProjectName;
import java.io.IOException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy while every subscription is being pulled and, locally, the emulator answers. */
final class PubSubHealth implements HealthIndicator {
    private final PubSubSettings settings;
    private final PubSubConnection connection;
    private final PullSubscriber pullSubscriber;

    PubSubHealth(
            PubSubSettings settings, PubSubConnection connection, PullSubscriber pullSubscriber) {
        this.settings = settings;
        this.connection = connection;
        this.pullSubscriber = pullSubscriber;
    }

    @Override
    public Health health() {
        var failed = pullSubscriber.failed();
        if (!failed.isEmpty()) {
            return Health.down().withDetail("notPulled", failed).build();
        }
        if (!settings.usesEmulator()) {
            return Health.up().build(); // the service's role need not be allowed to ask for more
        }
        try (var topics = connection.topics()) {
            topics.listTopics(ProjectName.of(settings.project()));
            return Health.up().build();
        } catch (ApiException | IOException e) {
            return Health.down(e).build();
        }
    }
}
