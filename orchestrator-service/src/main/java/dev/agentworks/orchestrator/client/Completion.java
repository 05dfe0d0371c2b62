package dev.agentworks.orchestrator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The stored outcome of a model call, as the router answers it. */
public record Completion(
        String key,
        State state,
        @Nullable String provider,
        @Nullable String model,
        boolean simulated,
        @Nullable String text,
        List<ToolCall> toolCalls,
        @Nullable String finishReason,
        @Nullable Usage usage,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal price,
        @Nullable Failure error) {

    public Completion {
        toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    }

    public enum State {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        INDETERMINATE
    }

    /**
     * A tool call that the model asks for.
     *
     * @param signature what some providers need to get back with the call's result
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ToolCall(
            String id, String name, @Nullable JsonNode arguments, @Nullable String signature) {}

    public record Usage(
            long inputTokens,
            long outputTokens,
            long cachedInputTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long totalTokens) {}

    /**
     * Why a call failed.
     *
     * @param retryable whether the same request, under another key, may succeed
     * @param retryAfterSeconds how long the provider wants to be left alone, when it says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String code,
            @Nullable String message,
            boolean retryable,
            @Nullable Long retryAfterSeconds) {}
}
