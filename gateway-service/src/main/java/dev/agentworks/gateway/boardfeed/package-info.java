/** The events of a workspace's boards as a live feed that a client can resume. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "route", "session", "socket"})
package dev.agentworks.gateway.boardfeed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
