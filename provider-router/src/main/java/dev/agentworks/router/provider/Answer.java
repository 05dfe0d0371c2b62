package dev.agentworks.router.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, complete or not.
 *
 * @param finishReason none when the answer is not complete
 * @param model the vendor's own name of what answered, when it said so
 * @param failure none when the answer is complete
 */
public record Answer(
        String text,
        List<ToolCall> toolCalls,
        @Nullable FinishReason finishReason,
        Tokens tokens,
        UsageSource usageSource,
        @Nullable String model,
        @Nullable String responseId,
        @Nullable VendorFailure failure) {
    public Answer {
        toolCalls = List.copyOf(toolCalls);
    }

    /** Nothing came. */
    public static Answer failed(VendorFailure failure) {
        return new Answer("", List.of(), null, Tokens.NONE, UsageSource.NONE, null, null, failure);
    }

    /** Whether the customer got anything of it. */
    public boolean deliveredSomething() {
        return !text.isEmpty() || !toolCalls.isEmpty();
    }
}
