/** Authenticates WebSockets and closes them when their user's access ends. */
@NullMarked
@ApplicationModule(allowedDependencies = {"edge", "session"})
package dev.agentworks.gateway.socket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
