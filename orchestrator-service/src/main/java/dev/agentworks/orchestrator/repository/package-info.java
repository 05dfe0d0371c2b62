/**
 * A Git repository for each project: its files, its branches, and how commits are merged into them.
 */
@ApplicationModule(allowedDependencies = {"access"})
@NullMarked
package dev.agentworks.orchestrator.repository;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
