/**
 * Tokens that are sent to people by mail, and prove that they read it. Speaks SQL: they are added,
 * looked up by their digest, and used up.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.mailtoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
