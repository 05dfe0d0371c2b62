/** The terminal of a card, relayed from the execution monitor. */
@NullMarked
@ApplicationModule(allowedDependencies = {"edge", "route", "session", "socket"})
package dev.agentworks.gateway.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
