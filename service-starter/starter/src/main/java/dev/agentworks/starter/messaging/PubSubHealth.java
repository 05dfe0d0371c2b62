package dev.agentworks.starter.messaging;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.spring.pubsub.PubSubAdmin;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy while every subscription is being pulled and, locally, the emulator answers. */
final class PubSubHealth implements HealthIndicator {
    private final PubSubChannel channel;
    private final Supplier<PubSubAdmin> admin;
    private final PullSubscriber pullSubscriber;

    PubSubHealth(
            PubSubChannel channel, Supplier<PubSubAdmin> admin, PullSubscriber pullSubscriber) {
        this.channel = channel;
        this.admin = admin;
        this.pullSubscriber = pullSubscriber;
    }

    @Override
    public Health health() {
        var failed = pullSubscriber.failed();
        if (!failed.isEmpty()) {
            return Health.down().withDetail("notPulled", failed).build();
        }
        if (!channel.leadsToEmulator()) {
            return Health.up().build(); // the service's role need not be allowed to ask for more
        }
        try {
            admin.get().listTopics();
            return Health.up().build();
        } catch (ApiException e) {
            return Health.down(e).build();
        }
    }
}
