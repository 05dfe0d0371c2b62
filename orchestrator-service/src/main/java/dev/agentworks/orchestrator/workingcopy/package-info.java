/**
 * Each run's working copy: what it reads and stages, the commit it proposes, and what is merged
 * when a person approves. The tables are read and written by SQL: rows are locked, and change in
 * one transaction with the references.
 */
@ApplicationModule(allowedDependencies = {"access", "client", "remote", "repository"})
@NullMarked
package dev.agentworks.orchestrator.workingcopy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
