package dev.agentworks.billing.report;

import java.util.Map;
import java.util.UUID;

/**
 * What a workspace used in a period. Every breakdown adds up to the total, to the last decimal.
 *
 * @param breakdown for each dimension, the totals by name
 */
public record UsageSummary(
        UUID workspace,
        Period period,
        UsageTotals total,
        Map<Dimension, Map<String, UsageTotals>> breakdown) {}
