package dev.agentworks.monitor.intake;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the intake.
 *
 * @param concurrency how many batches of lines, and how many events, are handled in parallel at
 *     most; never more together than the pool has connections for
 * @param gapTimeout how long a batch waits for a missing earlier one of its producer before it is
 *     shown without; longer than the first pauses before a failed message comes again
 * @param missingAfter how long after a run's end readers are told which lines have not arrived
 */
@Validated
@ConfigurationProperties("agentworks.intake")
record IntakeSettings(
        @DefaultValue("16") @Positive int concurrency,
        @DefaultValue("20s") Duration gapTimeout,
        @DefaultValue("10m") Duration missingAfter) {}
