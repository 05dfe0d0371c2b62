/** What the project has found out before: its documents and the results of past runs. */
@NullMarked
package dev.agentworks.orchestrator.knowledge;

import org.jspecify.annotations.NullMarked;
