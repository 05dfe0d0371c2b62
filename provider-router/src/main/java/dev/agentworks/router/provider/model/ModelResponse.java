package dev.agentworks.router.provider.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, complete or not.
 *
 * @param text all of it, the words of a refusal too
 * @param reasoning goes back with the turn, when there is a next one
 * @param vectors of the user's messages, when these were wanted instead of words
 * @param refusal the model's words when it refused and said so
 * @param finishReason none when the answer is not complete
 * @param model the vendor's own name of what answered, when it said so
 * @param serviceTier in which it was answered, when the vendor said so; it decides the price
 * @param failure none when the answer is complete
 */
public record ModelResponse(
        String text,
        List<ToolCall> toolCalls,
        List<Reasoning> reasoning,
        List<Image> images,
        List<float[]> vectors,
        @Nullable String refusal,
        @Nullable FinishReason finishReason,
        Tokens tokens,
        UsageSource usageSource,
        @Nullable String model,
        @Nullable String serviceTier,
        @Nullable String responseId,
        ResponseHead head,
        @Nullable VendorFailure failure) {
    public ModelResponse {
        toolCalls = List.copyOf(toolCalls);
        reasoning = List.copyOf(reasoning);
        images = List.copyOf(images);
        vectors = List.copyOf(vectors);
    }

    /** Of words. */
    public ModelResponse(
            String text,
            List<ToolCall> toolCalls,
            List<Reasoning> reasoning,
            List<Image> images,
            @Nullable String refusal,
            @Nullable FinishReason finishReason,
            Tokens tokens,
            UsageSource usageSource,
            @Nullable String model,
            @Nullable String serviceTier,
            @Nullable String responseId,
            ResponseHead head,
            @Nullable VendorFailure failure) {
        this(
                text,
                toolCalls,
                reasoning,
                images,
                List.of(),
                refusal,
                finishReason,
                tokens,
                usageSource,
                model,
                serviceTier,
                responseId,
                head,
                failure);
    }

    /** Of vectors. */
    public static ModelResponse of(EmbeddingsResponse made) {
        return new ModelResponse(
                "",
                List.of(),
                List.of(),
                List.of(),
                made.vectors(),
                null,
                made.failure() == null ? FinishReason.STOP : null,
                made.tokens(),
                made.usageSource(),
                made.model(),
                null,
                null,
                made.head(),
                made.failure());
    }

    /** Nothing came. */
    public static ModelResponse failed(VendorFailure failure) {
        return failed(failure, ResponseHead.NONE);
    }

    /** Nothing came but the head of a response. */
    public static ModelResponse failed(VendorFailure failure, ResponseHead head) {
        return new ModelResponse(
                "",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                Tokens.NONE,
                UsageSource.NONE,
                null,
                null,
                null,
                head,
                failure);
    }

    /** Whether the customer got anything of it. */
    public boolean deliveredSomething() {
        return !text.isEmpty() || !toolCalls.isEmpty() || !images.isEmpty() || !vectors.isEmpty();
    }

    /**
     * Whether it was cut or cancelled after something of it was delivered: that much is charged.
     */
    public boolean isPartial() {
        return failure != null
                && deliveredSomething()
                && switch (failure.kind()) {
                    case CANCELLED, STREAM_BROKEN, TIMEOUT -> true;
                    case INVALID_REQUEST,
                            AUTH,
                            QUOTA_EXHAUSTED,
                            RATE_LIMITED,
                            OVERLOADED,
                            SERVER_ERROR,
                            CONFLICT,
                            CONTENT_FILTER,
                            INVALID_OUTPUT ->
                            false;
                };
    }
}
