/** TerminalRegistry: every socket reads the history from its own position. */
@NullMarked
@ApplicationModule(allowedDependencies = {"history", "intake", "status"})
package dev.agentworks.monitor.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
