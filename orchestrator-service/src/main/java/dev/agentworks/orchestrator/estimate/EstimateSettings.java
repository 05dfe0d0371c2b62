package dev.agentworks.orchestrator.estimate;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a run is taken to use where no run of its kind tells.
 *
 * @param remembered how long what past runs cost is believed before it is looked up again
 * @param markup of prices over costs, where the workspace's own runs do not show it
 */
@ConfigurationProperties("agentworks.estimates")
record EstimateSettings(
        @DefaultValue("10s") Duration remembered,
        @DefaultValue("5") BigDecimal markup,
        @DefaultValue("8000") long lowInput,
        @DefaultValue("1000") long lowOutput,
        @DefaultValue("150000") long highInput,
        @DefaultValue("12000") long highOutput) {}
