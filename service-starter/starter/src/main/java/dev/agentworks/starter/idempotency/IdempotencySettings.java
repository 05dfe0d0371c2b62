package dev.agentworks.starter.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long answers are kept.
 *
 * @param retention longer than any client goes on trying
 * @param sweepPeriod how often older ones are forgotten
 */
@ConfigurationProperties("agentworks.idempotency")
record IdempotencySettings(
        @DefaultValue("24h") Duration retention, @DefaultValue("10m") Duration sweepPeriod) {}
