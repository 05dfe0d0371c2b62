/** Keys by which programs act for a member of a workspace, within what that member may. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "workspace"})
package dev.agentworks.core.apikey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
