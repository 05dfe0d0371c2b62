/** Wakes the orchestrator when work is due, so that it can scale to zero when there is none. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.monitor.duework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
