package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.Topics;
import dev.agentworks.starter.messaging.InboundSubscription;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service listens to. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    InboundSubscription cardEvents(CardEventIntake intake) {
        return new InboundSubscription(
                LaneDecisions.CONSUMER,
                Topics.CARD_EVENTS,
                false,
                null,
                Duration.ofSeconds(60),
                16,
                intake);
    }

    // a turn and the step it ends in fit into the longest deadline there is
    @Bean
    InboundSubscription runWork(RunWorkIntake intake) {
        return new InboundSubscription(
                "orchestrator.run-work",
                Topics.RUN_WORK,
                false,
                null,
                Duration.ofSeconds(600),
                16,
                intake);
    }
}
