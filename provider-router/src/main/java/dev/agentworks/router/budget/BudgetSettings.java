package dev.agentworks.router.budget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long money is held.
 *
 * @param holdFor longer than any call may take
 * @param unlimitedFor for so long an instance may not see the first budget of a workspace
 * @param expectedOutput tokens a call is believed to put out at most while nothing better is known
 */
@ConfigurationProperties("agentworks.router.budgets")
public record BudgetSettings(
        @DefaultValue("340s") Duration holdFor,
        @DefaultValue("2s") Duration unlimitedFor,
        @DefaultValue("4096") int expectedOutput) {}
