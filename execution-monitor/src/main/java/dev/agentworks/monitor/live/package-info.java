/** Sockets of people who watch a run: each reads the history from its own position. */
@NullMarked
@ApplicationModule(allowedDependencies = {"history", "intake", "status"})
package dev.agentworks.monitor.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
