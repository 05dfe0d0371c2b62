/**
 * The order of the cards of a lane: keys between keys, and their rewriting before they grow long.
 * Speaks SQL: a lane is rewritten by one statement. A move runs in {@link MoveTransaction}, which
 * tries again when another one took its place.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package dev.agentworks.core.rank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
