/** Who may know of what an address names. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "client", "run", "run :: model"})
package dev.agentworks.orchestrator.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
