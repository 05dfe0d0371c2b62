/** Reads the lines of runs in order: pages and search. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.monitor.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
