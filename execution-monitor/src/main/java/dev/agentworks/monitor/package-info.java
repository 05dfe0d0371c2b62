/**
 * The execution monitor: stores log lines and run events, and serves them as live and replayed
 * terminals.
 */
@NullMarked
package dev.agentworks.monitor;

import org.jspecify.annotations.NullMarked;
