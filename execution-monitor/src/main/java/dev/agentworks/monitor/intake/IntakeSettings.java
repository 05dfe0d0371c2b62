package dev.agentworks.monitor.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lines and events come in.
 *
 * @param concurrency runs handled beside each other
 * @param patience how long a batch waits for an earlier one of its producer
 * @param grace how long after a run's end its last journal line may come
 */
@ConfigurationProperties("agentworks.intake")
record IntakeSettings(
        @DefaultValue("16") int concurrency,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("10s") Duration grace) {}
