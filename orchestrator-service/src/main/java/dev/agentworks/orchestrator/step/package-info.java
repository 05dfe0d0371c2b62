/** Carries a claimed run from step to step: context, model calls, tool calls, completion. */
@ApplicationModule(
        allowedDependencies = {
            "agent",
            "client",
            "outgoing",
            "prompt",
            "run",
            "run::model",
            "tool",
            "workingcopy"
        })
@NullMarked
package dev.agentworks.orchestrator.step;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
