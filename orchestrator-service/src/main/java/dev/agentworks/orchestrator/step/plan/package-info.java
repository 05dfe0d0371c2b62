/** What a run does next, decided from its journal alone. */
@NullMarked
package dev.agentworks.orchestrator.step.plan;

import org.jspecify.annotations.NullMarked;
