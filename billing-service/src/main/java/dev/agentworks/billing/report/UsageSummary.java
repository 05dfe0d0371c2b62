package dev.agentworks.billing.report;

import java.util.Map;
import java.util.UUID;

/**
 * What a workspace used in a period. Every breakdown adds up to the total, to the last decimal.
 *
 * @param breakdown for each dimension, a tally by name
 */
public record UsageSummary(
        UUID workspace, Period period, Tally total, Map<Dimension, Map<String, Tally>> breakdown) {}
