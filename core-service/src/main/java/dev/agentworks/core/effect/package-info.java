/** What the tool call of an agent changes, once a key. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"identity", "card", "document", "board", "project", "workspace"})
package dev.agentworks.core.effect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
