/** Calls of core's internal routes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"edge", "route"})
package dev.agentworks.gateway.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
