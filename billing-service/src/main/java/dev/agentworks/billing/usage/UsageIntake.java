package dev.agentworks.billing.usage;

import dev.agentworks.billing.usage.RecordOutcome.AlreadyRecorded;
import dev.agentworks.billing.usage.RecordOutcome.Conflict;
import dev.agentworks.billing.usage.RecordOutcome.Recorded;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.InboundSubscription;
import dev.agentworks.starter.messaging.IncomingMessage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Consumes usage events; a message that cannot be read goes to the dead letters with the reason.
 */
@Configuration(proxyBeanMethods = false)
class UsageIntake {
    private static final Logger log = LoggerFactory.getLogger(UsageIntake.class);
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(60);

    @Bean
    InboundSubscription usageEvents(UsageLedger ledger, JsonMapper json, UsageSettings settings) {
        return new InboundSubscription(
                UsageLedger.SUBSCRIPTION,
                Topics.USAGE_EVENTS,
                false,
                null,
                ACKNOWLEDGE_WITHIN,
                settings.concurrency(),
                message -> handle(message, ledger, json));
    }

    private static Handling handle(IncomingMessage message, UsageLedger ledger, JsonMapper json) {
        UsageEvent event;
        try {
            event = json.readValue(message.body(), UsageEvent.class);
        } catch (JacksonException e) {
            return Handling.undeliverable("not a UsageEvent: " + e.getOriginalMessage());
        }
        var reason = event == null ? "an empty message" : UsageValidation.problemOf(event);
        if (reason != null) {
            return Handling.undeliverable(reason);
        }
        return switch (ledger.record(event, message.body())) {
            case Recorded _, AlreadyRecorded _ -> Handling.done();
            case Conflict _ -> {
                log.error("Usage event {} was delivered again with other content", event.eventId());
                yield Handling.done();
            }
        };
    }
}
