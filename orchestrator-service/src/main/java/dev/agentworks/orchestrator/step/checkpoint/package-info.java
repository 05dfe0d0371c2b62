/** Points at which tests lose the process. */
@NullMarked
package dev.agentworks.orchestrator.step.checkpoint;

import org.jspecify.annotations.NullMarked;
