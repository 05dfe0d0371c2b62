package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.routing.Target;

/** Adapts a request to a target: to the name, the dialect and the limits of its model. */
final class ModelAdapter {
    private ModelAdapter() {}

    static ChatRequest adapt(ChatRequest asked, Target target) {
        var model = target.model();
        return new ChatRequest(
                target.modelName(),
                asked.system(),
                asked.messages(),
                asked.tools(),
                model.takesTemperature() ? asked.temperature() : null,
                Math.min(asked.maxTokens(), model.maxOutputTokens()),
                asked.options(),
                model.traits(),
                asked.verbatim());
    }
}
