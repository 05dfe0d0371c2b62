/**
 * Searches the project's documents and the results of past runs. Passages are compared in the
 * database, therefore SQL.
 */
@ApplicationModule(allowedDependencies = {"client"})
@NullMarked
package dev.agentworks.orchestrator.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
