/** Execution monitor: log lines and run events in, live and replayed terminals out. */
@NullMarked
package dev.agentworks.monitor;

import org.jspecify.annotations.NullMarked;
