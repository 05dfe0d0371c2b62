/** Reads the lines of runs in order: pages and search. */
@NullMarked
package dev.agentworks.monitor.history;

import org.jspecify.annotations.NullMarked;
