/** The gates of lanes: what must hold before a card goes on. It reads no table itself. */
@NullMarked
@ApplicationModule(allowedDependencies = {"board"})
package dev.agentworks.core.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
