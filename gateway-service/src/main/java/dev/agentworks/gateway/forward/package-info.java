/** Forwards a call to its service, on behalf of the caller. */
@NullMarked
@ApplicationModule(allowedDependencies = {"apikey", "edge", "route", "session"})
package dev.agentworks.gateway.forward;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
