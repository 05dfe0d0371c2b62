package dev.agentworks.monitor.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake.
 *
 * @param concurrency how many runs are handled in parallel
 * @param gapTimeout how long a batch waits for a missing earlier one of its producer
 * @param grace how long after a run's end its last journal line may come
 */
@ConfigurationProperties("agentworks.intake")
record IntakeSettings(
        @DefaultValue("16") int concurrency,
        @DefaultValue("5s") Duration gapTimeout,
        @DefaultValue("10s") Duration grace) {}
