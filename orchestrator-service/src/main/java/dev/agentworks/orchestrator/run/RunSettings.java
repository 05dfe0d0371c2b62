package dev.agentworks.orchestrator.run;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How runs are carried out.
 *
 * @param lease how long a holder that went silent keeps a run
 * @param slots runs worked on at once in this instance
 * @param turn how long a claim starts new steps before it lets others have a turn
 * @param deadline from a run's first step to its end
 * @param maxCost of one run, in US dollars at the provider's price
 */
@ConfigurationProperties("agentworks.runs")
public record RunSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("2s") Duration sweep,
        @DefaultValue("8") int slots,
        @DefaultValue("240s") Duration turn,
        @DefaultValue("30m") Duration deadline,
        @DefaultValue("30") int maxTurns,
        @DefaultValue("5.00") BigDecimal maxCost,
        @DefaultValue("5") int maxRecoveries) {}
