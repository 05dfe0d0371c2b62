/**
 * Pushes branches to remotes such as GitHub, and opens pull requests there. The tables are read and
 * written by SQL: a push is claimed by one statement.
 */
@ApplicationModule(allowedDependencies = {"access", "repository"})
@NullMarked
package dev.agentworks.orchestrator.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
