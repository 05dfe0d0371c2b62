/**
 * Tenancy and roles.
 *
 * <p>A workspace and a membership are JPA entities. SQL are the lists, which join people to them,
 * and the making of a workspace, which the database does together with its first membership.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity"})
package dev.agentworks.core.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
