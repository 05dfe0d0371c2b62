/** Boards, lanes and the rules of lanes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "project", "workspace"})
package dev.agentworks.core.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
