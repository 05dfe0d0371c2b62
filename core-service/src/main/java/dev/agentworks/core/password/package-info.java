/** How passwords are hashed, and which are accepted. Nothing is kept. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
