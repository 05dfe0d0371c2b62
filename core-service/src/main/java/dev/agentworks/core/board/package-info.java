/** Boards, lanes and the rules of lanes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"project", "workspace"})
package dev.agentworks.core.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
