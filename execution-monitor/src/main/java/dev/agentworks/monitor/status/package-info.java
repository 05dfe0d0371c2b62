/** The status of runs as people see it. */
@NullMarked
package dev.agentworks.monitor.status;

import org.jspecify.annotations.NullMarked;
