package dev.agentworks.starter.retention;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How old things are forgotten.
 *
 * @param period how often they are looked for
 * @param batch how many rows one transaction forgets
 * @param pause between two of them, so that others get at the database
 * @param timeout after which a statement is given up until the next period
 * @param keep how long, by the name of a rule; the rule's own time where none is given
 */
@Validated
@ConfigurationProperties("agentworks.retention")
record RetentionSettings(
        @DefaultValue("1h") Duration period,
        @DefaultValue("2000") @Positive int batch,
        @DefaultValue("50ms") Duration pause,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue Map<String, Duration> keep) {}
