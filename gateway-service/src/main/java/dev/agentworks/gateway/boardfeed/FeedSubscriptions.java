package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.messaging.InboundSubscription;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The Pub/Sub subscriptions that fill the feeds. */
@Configuration(proxyBeanMethods = false)
class FeedSubscriptions {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 8;

    @Bean
    InboundSubscription cardEvents(BoardFeed feed, JsonMapper json) {
        var intake =
                new FeedIntake(
                        "card", Set.of("created", "updated", "moved", "deleted"), feed, json);
        return subscription("gateway.card-events", "card-events", intake);
    }

    @Bean
    InboundSubscription agentRuns(BoardFeed feed, JsonMapper json) {
        var intake =
                new FeedIntake(
                        "run",
                        Set.of(
                                "started",
                                "progress",
                                "waiting",
                                "completed",
                                "failed",
                                "cancelled"),
                        feed,
                        json);
        return subscription("gateway.agent-runs", "agent-runs", intake);
    }

    private static InboundSubscription subscription(String name, String topic, FeedIntake intake) {
        return new InboundSubscription(
                name, topic, true, null, ACK_DEADLINE, AT_ONCE, intake::handle);
    }
}
