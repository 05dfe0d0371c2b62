/** What an agent gets to see of a card. */
@ApplicationModule(allowedDependencies = {"client", "knowledge", "workingcopy"})
@NullMarked
package dev.agentworks.orchestrator.prompt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
