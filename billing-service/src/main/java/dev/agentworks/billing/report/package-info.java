/**
 * Reports of usage: totals and breakdowns that equal the events behind them. Speaks SQL: it reads
 * one range of {@code usage_rollup}, and there is no entity to load.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"plan", "workspace"})
package dev.agentworks.billing.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
