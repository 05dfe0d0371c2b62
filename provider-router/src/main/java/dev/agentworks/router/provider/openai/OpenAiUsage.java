package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.Tokens;
import tools.jackson.databind.JsonNode;

/** Takes the figures of one call apart. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    /** The prompt's figure contains the cached and written ones, the completion's the reasoning. */
    static Tokens tokens(JsonNode usage) {
        long prompt = usage.path("prompt_tokens").asLong(0);
        var details = usage.path("prompt_tokens_details");
        long cached =
                Math.max(
                        details.path("cached_tokens").asLong(0),
                        usage.path("prompt_cache_hit_tokens").asLong(0));
        long completion = usage.path("completion_tokens").asLong(0);
        long reasoning = usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
        // some servers count the reasoning beside the completion; their sum says so
        long total = usage.path("total_tokens").asLong(0);
        if (reasoning > 0 && total == prompt + completion + reasoning) {
            completion += reasoning;
        }
        return Tokens.within(prompt, cached, details.path("cache_write_tokens").asLong(0))
                .withOutput(completion, reasoning, 0);
    }

    /** The same of Responses, where the names are others. */
    static Tokens ofResponse(JsonNode usage) {
        var details = usage.path("input_tokens_details");
        return Tokens.within(
                        usage.path("input_tokens").asLong(0),
                        details.path("cached_tokens").asLong(0),
                        details.path("cache_write_tokens").asLong(0))
                .withOutput(
                        usage.path("output_tokens").asLong(0),
                        usage.path("output_tokens_details").path("reasoning_tokens").asLong(0),
                        0);
    }
}
