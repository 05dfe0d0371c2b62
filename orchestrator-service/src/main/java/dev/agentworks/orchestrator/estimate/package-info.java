/** Estimates what a run will cost before it begins, and counts how often that was right. */
@ApplicationModule(allowedDependencies = {"client"})
@NullMarked
package dev.agentworks.orchestrator.estimate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
