package dev.agentworks.billing.usage;

import dev.agentworks.billing.usage.RecordOutcome.AlreadyRecorded;
import dev.agentworks.billing.usage.RecordOutcome.Conflict;
import dev.agentworks.billing.usage.RecordOutcome.Recorded;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.InboundSubscription;
import dev.agentworks.starter.messaging.IncomingMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Consumes usage events, pulled or pushed. A message that cannot be counted is kept aside with the
 * reason and settled: it must not stop those behind it.
 */
@Configuration(proxyBeanMethods = false)
class UsageIntake {
    private static final Logger log = LoggerFactory.getLogger(UsageIntake.class);
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(60);

    private final UsageLedger ledger;
    private final QuarantineTable quarantine;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    UsageIntake(
            UsageLedger ledger,
            QuarantineTable quarantine,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock) {
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    @Bean
    InboundSubscription usageEvents(UsageSettings settings) {
        return new InboundSubscription(
                UsageLedger.SUBSCRIPTION,
                Topics.USAGE_EVENTS,
                false,
                null,
                ACKNOWLEDGE_WITHIN,
                settings.concurrency(),
                this::handle);
    }

    private Handling handle(IncomingMessage message) {
        UsageEvent event;
        try {
            event = json.readValue(message.body(), UsageEvent.class);
        } catch (JacksonException e) {
            return setAside(
                    message.body(),
                    new UsageProblem(
                            QuarantineReason.MALFORMED, String.valueOf(e.getOriginalMessage())),
                    null);
        }
        var problem =
                event == null
                        ? new UsageProblem(QuarantineReason.MALFORMED, "an empty message")
                        : UsageValidation.problemOf(event, clock.instant());
        if (problem != null) {
            return setAside(message.body(), problem, event);
        }
        return switch (ledger.record(UsageEntry.told(event, message.body()))) {
            case Recorded _, AlreadyRecorded _ -> Handling.done();
            case Conflict _ -> {
                log.error("Usage event {} was delivered again with other content", event.eventId());
                meters.counter("agentworks.usage.conflicts").increment();
                yield Handling.done();
            }
        };
    }

    private Handling setAside(String body, UsageProblem problem, @Nullable UsageEvent event) {
        if (quarantine.keep(
                body, problem, event == null ? null : event.eventId(), claimedPrice(event))) {
            log.error("A usage event is not counted: {} ({})", problem.reason(), problem.detail());
            meters.counter("agentworks.usage.quarantined", "reason", problem.reason().name())
                    .increment();
        }
        return Handling.done();
    }

    // what it would be worth, where that can be said at all
    private static @Nullable BigDecimal claimedPrice(@Nullable UsageEvent event) {
        var price = event == null ? null : event.price();
        return price == null || price.precision() - price.scale() > 15 ? null : price;
    }
}
