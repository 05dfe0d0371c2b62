/**
 * People and their sessions.
 *
 * <p>A user and a session are JPA entities. The refresh tokens that were used are SQL: they are
 * only added, looked up by hash and deleted together.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
