package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.messaging.InboundSubscription;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The Pub/Sub subscriptions that tell when there is something new in a feed. */
@Configuration(proxyBeanMethods = false)
class FeedSubscriptions {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 8;

    @Bean
    InboundSubscription cardEvents(FeedHints hints, JsonMapper json) {
        var types = Set.of("created", "updated", "moved", "deleted");
        return subscription(
                "gateway.card-events", "card-events", new FeedIntake(types, true, hints, json));
    }

    // core hears of runs at the same time
    @Bean
    InboundSubscription agentRuns(FeedHints hints, JsonMapper json) {
        var types = Set.of("started", "progress", "waiting", "completed", "failed", "cancelled");
        return subscription(
                "gateway.agent-runs", "agent-runs", new FeedIntake(types, false, hints, json));
    }

    private static InboundSubscription subscription(String name, String topic, FeedIntake intake) {
        return new InboundSubscription(
                name, topic, true, null, ACK_DEADLINE, AT_ONCE, intake::handle);
    }
}
