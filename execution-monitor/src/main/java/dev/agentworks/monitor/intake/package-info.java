/** Batches of lines and events of runs in; offsets are given here. */
@NullMarked
package dev.agentworks.monitor.intake;

import org.jspecify.annotations.NullMarked;
