/** Which projects a person may see or change, and which rows the database shows them. */
@ApplicationModule(allowedDependencies = {"client"})
@NullMarked
package dev.agentworks.orchestrator.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
