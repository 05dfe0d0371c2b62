/** The lines of runs, in order, paged and searched. */
@NullMarked
package dev.agentworks.monitor.history;

import org.jspecify.annotations.NullMarked;
