/**
 * People and their sessions.
 *
 * <p>A user and a session are JPA entities. The refresh tokens that were used are SQL: they are
 * only added, looked up by hash and deleted together. So are the requests to reset a password.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"mail", "mailtoken", "password"})
package dev.agentworks.core.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
