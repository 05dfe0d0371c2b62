package dev.agentworks.orchestrator.agent;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An agent of a project, with the project's settings applied.
 *
 * @param budget US dollars, as charged, that one run may cost at most; null when only the service's
 *     own limit applies
 */
public record ProjectAgent(
        AgentDefinition definition, boolean enabled, @Nullable BigDecimal budget) {}
