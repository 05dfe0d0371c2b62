package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.Tokens;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the figures of one call apart: the prompt contains what was cached, the candidates do not
 * contain the thoughts, and a field that is zero is not there.
 */
final class GeminiUsage {
    private GeminiUsage() {}

    static Tokens tokens(JsonNode usage) {
        long prompt = figure(usage, "promptTokenCount") + figure(usage, "toolUsePromptTokenCount");
        long thoughts = figure(usage, "thoughtsTokenCount");
        long pictures = 0;
        for (var detail : usage.path("candidatesTokensDetails")) {
            if (detail.path("modality").asString("").equals("IMAGE")) {
                pictures += figure(detail, "tokenCount");
            }
        }
        return Tokens.within(prompt, figure(usage, "cachedContentTokenCount"), 0)
                .withOutput(figure(usage, "candidatesTokenCount") + thoughts, thoughts, pictures);
    }

    /** {@code flex} of {@code ON_DEMAND_FLEX}; the two interfaces have different names for it. */
    static @Nullable String tier(JsonNode usage) {
        var told =
                usage.path("serviceTier")
                        .asString(usage.path("trafficType").asString(""))
                        .toLowerCase(Locale.ROOT);
        if (told.isEmpty() || told.endsWith("unspecified")) {
            return null;
        }
        return told.startsWith("on_demand_") ? told.substring("on_demand_".length()) : told;
    }

    private static long figure(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }
}
