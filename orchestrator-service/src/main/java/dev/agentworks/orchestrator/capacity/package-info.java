/** Which runs may be worked on now: a limit for each workspace, and a fair order between them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.orchestrator.capacity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
