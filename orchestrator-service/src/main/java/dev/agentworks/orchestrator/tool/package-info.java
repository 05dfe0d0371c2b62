/** The tools of agents, one class each: its schema, and what a call changes or answers. */
@ApplicationModule(
        allowedDependencies = {"client", "knowledge", "outgoing", "repository", "workingcopy"})
@NullMarked
package dev.agentworks.orchestrator.tool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
