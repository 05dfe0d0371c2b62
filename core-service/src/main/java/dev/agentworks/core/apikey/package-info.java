/**
 * Keys that let programs act for the people of a workspace.
 *
 * <p>A key is a JPA entity. SQL are the lists, which join the creators' names, and the look-up of a
 * key that is shown, which the database answers across workspaces in one function.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "workspace"})
package dev.agentworks.core.apikey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
