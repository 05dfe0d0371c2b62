/**
 * Who wants to be told of what happens to a card. Speaks SQL: a row is there or not. That somebody
 * watches is no change of the card and stands in no history.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"activity", "card", "identity", "workspace"})
package dev.agentworks.core.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
