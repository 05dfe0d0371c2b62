package dev.agentworks.orchestrator.estimate;

import dev.agentworks.events.Money;
import java.math.BigDecimal;

/** The range a run's price most likely falls into, in US dollars. */
public record Estimate(@Money BigDecimal low, @Money BigDecimal high) {}
