/**
 * Invitations by mail, by which people come into a workspace.
 *
 * <p>An invitation is a JPA entity. SQL are the lists, which join the names of the inviters, and
 * the showing and accepting of one by its token, which the database does in functions: whoever
 * holds it is no member yet.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "mail", "workspace"})
package dev.agentworks.core.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
