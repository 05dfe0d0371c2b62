/** Tenancy and roles. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity"})
package dev.agentworks.core.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
