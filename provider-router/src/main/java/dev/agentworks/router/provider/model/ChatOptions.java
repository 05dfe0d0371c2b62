package dev.agentworks.router.provider.model;

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
 * @param seed makes answers repeat as far as the vendor can; not written where there is none
 * @param thinkingTokens at most so many are thought, where the model is told by a number; the
 *     others take {@code reasoning}
 * @param verbatim the request as its caller wrote it in Chat Completions' own words, for those who
 *     understand them
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
        @Nullable Vectors vectors,
        @Nullable Integer seed,
        @Nullable Integer thinkingTokens,
        @Nullable Verbatim verbatim) {
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
                    null,
                    null,
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
                null,
                null,
                null,
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
                new Vectors(dimensions),
                null,
                null,
                null);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
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
                vectors,
                seed,
                thinkingTokens,
                verbatim);
    }

    /** With another seed. */
    public ChatOptions withSeed(@Nullable Integer number) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                cache,
                endUser,
                vectors,
                number,
                thinkingTokens,
                verbatim);
    }

    /** Thinks at most so many tokens; models that take a word take the nearest one. */
    public ChatOptions withThinking(int tokens) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                ReasoningEffort.nearest(tokens),
                serviceTier,
                cache,
                endUser,
                vectors,
                seed,
                tokens,
                verbatim);
    }

    /** In its caller's own words besides. */
    public ChatOptions with(Verbatim words) {
        return new ChatOptions(
                topP,
                stop,
                responseFormat,
                toolChoice,
                parallelToolCalls,
                reasoning,
                serviceTier,
                cache,
                endUser,
                vectors,
                seed,
                thinkingTokens,
                words);
    }
}
