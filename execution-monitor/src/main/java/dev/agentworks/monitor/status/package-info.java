/** The status of runs as people see it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"history"})
package dev.agentworks.monitor.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
