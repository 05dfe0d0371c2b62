/** Cards: the heart of the board. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "board", "project", "workspace"})
package dev.agentworks.core.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
