/**
 * Typed documents with versions and approval.
 *
 * <p>A document and its versions are JPA entities, because writing and judging follow rules. Lists,
 * the facts that exit criteria ask for, the search and the links to cards are SQL: they read many
 * rows in one statement, or write a row unless it is there.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"activity", "gate", "identity", "card", "project", "workspace"})
package dev.agentworks.core.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
