/**
 * Boards, lanes and the rules of lanes.
 *
 * <p>A board, its lanes and the versions of its workflow are JPA entities, the rule itself a column
 * of JSON. SQL are the reads, which bring each lane together with the rule in force.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "project", "workspace"})
package dev.agentworks.core.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
