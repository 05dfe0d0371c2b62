package dev.agentworks.billing.report;

import java.time.LocalDate;
import java.util.UUID;

/** One row of the daily sums. */
record UsageRow(
        LocalDate day, UUID project, String agent, String provider, String model, Tally tally) {}
