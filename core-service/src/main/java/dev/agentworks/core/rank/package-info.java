/**
 * The order of the cards of a lane: keys between keys, and their rewriting before they grow long.
 * Speaks SQL: a lane is rewritten by one statement.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package dev.agentworks.core.rank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
