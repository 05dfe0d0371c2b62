/** Clients of core and the provider router. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.orchestrator.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
