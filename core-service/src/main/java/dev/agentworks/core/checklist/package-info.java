/**
 * Checklists of cards: what is to be done within one. Speaks SQL: an item is a small row, and its
 * place is one among all of the card, written under the card's lock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"activity", "card", "identity", "workspace"})
package dev.agentworks.core.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
