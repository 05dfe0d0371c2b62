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
    private final PullDoor pullDoor;

    PubSubHealth(PubSubSettings settings, PubSubConnection connection, PullDoor pullDoor) {
        this.settings = settings;
        this.connection = connection;
        this.pullDoor = pullDoor;
    }

    @Override
    public Health health() {
        var failed = pullDoor.failed();
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
