/** Returns the first response to a repeated POST. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
