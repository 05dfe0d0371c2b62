package dev.agentworks.billing.report;

import java.time.LocalDate;
import java.util.UUID;

/** One row of {@code usage_rollup}: the totals of a day by project, agent, provider and model. */
record UsageRow(
        LocalDate day,
        UUID project,
        String agent,
        String provider,
        String model,
        UsageTotals totals) {}
