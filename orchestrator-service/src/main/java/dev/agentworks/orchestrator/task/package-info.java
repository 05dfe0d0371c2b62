/** Work for an agent that stands on no card: accepted, carried out and shown by its id. */
@ApplicationModule(allowedDependencies = {"agent", "client", "run", "run::model"})
@NullMarked
package dev.agentworks.orchestrator.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
