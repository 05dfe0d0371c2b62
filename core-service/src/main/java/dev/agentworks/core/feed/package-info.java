/**
 * What the live feeds of workspaces tell, in the order in which it was committed. Speaks SQL: rows
 * are only added, and read by their numbers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package dev.agentworks.core.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
