/** The gates of lanes: what must hold before a card goes on. Speaks SQL by others only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"board"})
package dev.agentworks.core.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
