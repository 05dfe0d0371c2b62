package dev.agentworks.starter.outbox;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the outbox is drained.
 *
 * @param batch messages that leave in one go
 * @param relayPeriod how often leftovers are looked for
 * @param publishTimeout after which a message stays for the next time
 * @param gather how long messages gather after a drain before the next one, which costs the same
 *     for one as for many; as long as the drain took where that is longer, ten times this at most.
 *     The first after a silence leaves at once
 * @param awaitDrain how long a commit waits for its messages to leave; zero does not wait. For
 *     platforms that take the processor away when a request is answered
 */
@Validated
@ConfigurationProperties("agentworks.outbox")
record OutboxSettings(
        @DefaultValue("500") @Positive int batch,
        @DefaultValue("1s") Duration relayPeriod,
        @DefaultValue("15s") Duration publishTimeout,
        @DefaultValue("0ms") Duration gather,
        @DefaultValue("0ms") Duration awaitDrain) {}
