/** Who is a person, and in which sessions. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
