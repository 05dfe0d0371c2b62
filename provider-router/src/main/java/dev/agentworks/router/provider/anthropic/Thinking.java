package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ToolChoice;
import tools.jackson.databind.node.ObjectNode;

/** Writes how much a model shall think: a word for the new ones, a number of tokens before. */
final class Thinking {
    private static final int LEAST = 1024;

    private Thinking() {}

    /** Whether the model is told to think. */
    static boolean write(ChatRequest request, ObjectNode body) {
        var effort = request.options().effort().level();
        if (effort == null) {
            return false;
        }
        return switch (request.traits().thinking()) {
            case NONE -> false;
            case EFFORT -> {
                body.withObject("/output_config").put("effort", word(effort));
                yield false;
            }
            case ADAPTIVE -> adaptive(effort, body);
            case BUDGET -> budget(request, effort, body);
        };
    }

    // the newest models cannot be told not to think: the lowest effort is the least of it
    private static boolean adaptive(ReasoningEffort effort, ObjectNode body) {
        body.withObject("/output_config").put("effort", word(effort));
        if (effort == ReasoningEffort.NONE) {
            return false;
        }
        body.putObject("thinking").put("type", "adaptive");
        return true;
    }

    // A budget lies below the limit of the output, and a forced tool forbids it.
    private static boolean budget(ChatRequest request, ReasoningEffort effort, ObjectNode body) {
        var choice = request.options().tools().choice();
        boolean forced = choice instanceof ToolChoice.Any || choice instanceof ToolChoice.Named;
        int room = request.maxTokens() - LEAST;
        if (effort == ReasoningEffort.NONE || forced || room < LEAST) {
            return false;
        }
        body.putObject("thinking")
                .put("type", "enabled")
                .put("budget_tokens", Math.clamp(wanted(request, effort), LEAST, room));
        return true;
    }

    private static int wanted(ChatRequest request, ReasoningEffort effort) {
        var tokens = request.options().effort().tokens();
        return tokens == null ? tokens(effort) : tokens;
    }

    private static String word(ReasoningEffort effort) {
        return switch (effort) {
            case NONE, MINIMAL, LOW -> "low";
            case MEDIUM, HIGH, XHIGH, MAX -> effort.word();
        };
    }

    private static int tokens(ReasoningEffort effort) {
        return switch (effort) {
            case NONE, MINIMAL -> LEAST;
            case LOW -> 2_048;
            case MEDIUM -> 8_192;
            case HIGH -> 16_384;
            case XHIGH -> 32_768;
            case MAX -> 63_000;
        };
    }
}
