/** Projects of a workspace. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "workspace"})
package dev.agentworks.core.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
