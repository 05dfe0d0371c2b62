/** Wakes the orchestrator for work that is due, so that it may sleep when there is none. */
@NullMarked
package dev.agentworks.monitor.waker;

import org.jspecify.annotations.NullMarked;
