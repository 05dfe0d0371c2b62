/** Carries a claimed run from step to step: context, model calls, tool calls, completion. */
@NullMarked
package dev.agentworks.orchestrator.step;

import org.jspecify.annotations.NullMarked;
