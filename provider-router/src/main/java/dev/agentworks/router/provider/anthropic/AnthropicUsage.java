package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Takes the figures of one message apart. The input's three classes exclude each other here; what
 * was written to the cache is told for each of its lifetimes.
 */
final class AnthropicUsage {
    private final ResponseBuilder response;
    private boolean fast;

    AnthropicUsage(ResponseBuilder response) {
        this.response = response;
    }

    /** Of the beginning, whose output figure is a placeholder. */
    void started(JsonNode usage) {
        response.inputUsed(input(usage, Tokens.NONE));
        tier(usage);
    }

    /** Of the end: all of it, to be taken instead of what was told before. */
    void told(JsonNode usage) {
        tier(usage);
        if (usage.hasNonNull("output_tokens")) {
            response.used(
                    input(usage, response.tokens())
                            .withOutput(
                                    usage.get("output_tokens").asLong(0),
                                    usage.at("/output_tokens_details/thinking_tokens").asLong(0),
                                    0));
        }
    }

    // speed has its own price and is told beside the tier
    private void tier(JsonNode usage) {
        fast |= usage.path("speed").asString("").equals("fast");
        response.tier(fast ? "fast" : usage.path("service_tier").asStringOpt().orElse(null));
    }

    /** Fields that are absent or null keep what was told before. */
    private static Tokens input(JsonNode usage, Tokens before) {
        long written = figure(usage, "cache_creation_input_tokens", before.cacheWrite());
        long hour =
                figure(
                        usage.path("cache_creation"),
                        "ephemeral_1h_input_tokens",
                        before.cacheWrite1h());
        long hourly = Math.min(written, hour);
        return new Tokens(
                figure(usage, "input_tokens", before.freshInput()),
                figure(usage, "cache_read_input_tokens", before.cachedInput()),
                written - hourly,
                hourly,
                0,
                0,
                0);
    }

    private static long figure(JsonNode usage, String name, long before) {
        return usage.hasNonNull(name) ? usage.get(name).asLong(before) : before;
    }
}
