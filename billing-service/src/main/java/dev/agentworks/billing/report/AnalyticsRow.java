package dev.agentworks.billing.report;

import java.time.Instant;
import java.util.Map;

/**
 * What was used in a stretch of time by one combination of names.
 *
 * @param from when the stretch begins
 * @param names by dimension, in the order in which they were asked for
 */
public record AnalyticsRow(Instant from, Map<String, String> names, UsageTotals totals) {}
