/** Rules for every request: request ids, security headers, allowed origins, size of bodies. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.edge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
