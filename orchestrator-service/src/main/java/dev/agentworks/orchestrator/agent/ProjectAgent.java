package dev.agentworks.orchestrator.agent;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a project has it, with all that the project changed.
 *
 * @param budget US dollars at the provider's price that one run may use at most; none where the
 *     service's own limit is the only one
 */
public record ProjectAgent(
        AgentDefinition definition, boolean enabled, @Nullable BigDecimal budget) {}
