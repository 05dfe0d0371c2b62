/**
 * Projects of a workspace.
 *
 * <p>A project is a JPA entity. SQL are the reads, which join the board's id, and the numbers of
 * cards: drawing one is a single statement that also puts concurrent creations in order.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "workspace"})
package dev.agentworks.core.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
