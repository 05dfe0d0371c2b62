/** Figures that equal the events behind them. */
@NullMarked
package dev.agentworks.billing.report;

import org.jspecify.annotations.NullMarked;
