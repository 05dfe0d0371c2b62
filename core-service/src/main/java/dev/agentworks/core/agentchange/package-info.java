/**
 * What the tool call of an agent changes, once a key. Speaks SQL: a key is claimed by an insert
 * that waits for another transaction with the same key.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "activity",
            "card",
            "card :: web",
            "comment",
            "identity",
            "lanevisit",
            "link",
            "gate",
            "document",
            "board",
            "project",
            "rank",
            "workspace"
        })
package dev.agentworks.core.agentchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
