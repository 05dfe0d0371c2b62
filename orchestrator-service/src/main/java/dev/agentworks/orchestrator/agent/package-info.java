/**
 * The agents: built in, read from the files under {@code resources/agents}, and custom, added by
 * projects. The tables are read and written by SQL: a change is one statement that compares the
 * version.
 */
@ApplicationModule(allowedDependencies = {"access", "estimate", "tool"})
@NullMarked
package dev.agentworks.orchestrator.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
