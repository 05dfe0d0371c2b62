package dev.agentworks.router.provider;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request may ask for besides its words. Everything has a neutral value, with which nothing
 * is written and the vendor's own default holds.
 *
 * @param topP written only where the model takes sampling parameters
 * @param stop the answer ends before any of these
 * @param parallelToolCalls none leaves it to the vendor
 * @param reasoning how much the model shall think; none leaves it to the vendor
 * @param serviceTier as the vendor names it, such as {@code flex} or {@code priority}
 * @param endUser an opaque name of who asks, for the vendor's abuse checks
 * @param vectors none: words are wanted; otherwise the vectors of the user's messages instead
 */
public record ChatOptions(
        @Nullable BigDecimal topP,
        List<String> stop,
        ResponseFormat responseFormat,
        ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable ReasoningEffort reasoning,
        @Nullable String serviceTier,
        PromptCache cache,
        @Nullable String endUser,
        @Nullable Vectors vectors) {
    public static final ChatOptions NONE =
            new ChatOptions(
                    null,
                    List.of(),
                    ResponseFormat.TEXT,
                    ToolChoice.AUTO,
                    null,
                    null,
                    null,
                    PromptCache.NONE,
                    null,
                    null);

    public ChatOptions {
        stop = List.copyOf(stop);
    }

    public ChatOptions(
            @Nullable BigDecimal topP,
            List<String> stop,
            ResponseFormat responseFormat,
            ToolChoice toolChoice,
            @Nullable Boolean parallelToolCalls,
            @Nullable ReasoningEffort reasoning,
            @Nullable String serviceTier,
            PromptCache cache,
            @Nullable String endUser) {
        this(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                cache,
                endUser,
                null);
    }

    /** For a request that wants vectors. */
    public static ChatOptions ofVectors(@Nullable Integer dimensions) {
        return new ChatOptions(
                null,
                List.of(),
                ResponseFormat.TEXT,
                ToolChoice.AUTO,
                null,
                null,
                null,
                PromptCache.NONE,
                null,
                new Vectors(dimensions));
    }

    /**
     * Vectors instead of words.
     *
     * @param dimensions of each, where the model lets one choose
     */
    public record Vectors(@Nullable Integer dimensions) {}

    public ChatOptions with(ResponseFormat format) {
        return new ChatOptions(
                topP,
                stop,
                format,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                cache,
                endUser,
                vectors);
    }

    public ChatOptions with(ToolChoice choice, @Nullable Boolean parallel) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                choice,
                parallel,
                reasoning,
                serviceTier,
                cache,
                endUser,
                vectors);
    }

    public ChatOptions with(ReasoningEffort effort) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                effort,
                serviceTier,
                cache,
                endUser,
                vectors);
    }

    public ChatOptions with(PromptCache hints) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                hints,
                endUser,
                vectors);
    }

    public ChatOptions withTier(String tier) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                tier,
                cache,
                endUser,
                vectors);
    }

    public ChatOptions withSampling(@Nullable BigDecimal nucleus, List<String> stops) {
        return new ChatOptions(
                nucleus,
                stops,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                cache,
                endUser,
                vectors);
    }
}
