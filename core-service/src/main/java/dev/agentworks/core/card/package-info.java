/**
 * Cards: the heart of the board. A card is an aggregate and speaks JPA; what boards and people read
 * of many cards at once, and the places of a lane under its lock, are SQL.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "activity",
            "gate",
            "identity",
            "board",
            "project",
            "rank",
            "workspace"
        })
package dev.agentworks.core.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
