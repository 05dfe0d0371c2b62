/** Typed documents with versions and approval. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "card", "board", "project", "workspace"})
package dev.agentworks.core.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
