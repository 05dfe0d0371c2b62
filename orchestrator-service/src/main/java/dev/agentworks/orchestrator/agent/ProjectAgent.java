package dev.agentworks.orchestrator.agent;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a project has it, with all that the project changed.
 *
 * @param budget US dollars, as charged, that one run may cost at most; none where the service's own
 *     limit is the only one
 */
public record ProjectAgent(
        AgentDefinition definition, boolean enabled, @Nullable BigDecimal budget) {}
