package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.routing.Target;

/** Says the same to another model: under its name, in its dialect, within what it can write. */
final class Fitting {
    private Fitting() {}

    static ChatRequest fit(ChatRequest asked, Target target) {
        var model = target.model();
        return new ChatRequest(
                target.modelName(),
                asked.system(),
                asked.messages(),
                asked.tools(),
                model.takesTemperature() ? asked.temperature() : null,
                Math.min(asked.maxTokens(), model.maxOutputTokens()),
                asked.options(),
                model.traits());
    }
}
