/** Terminals: every socket is a cursor into the history. */
@NullMarked
package dev.agentworks.monitor.live;

import org.jspecify.annotations.NullMarked;
