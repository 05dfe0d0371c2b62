package dev.agentworks.router.provider.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a model stopped. */
public enum FinishReason {
    @JsonProperty("stop")
    STOP,
    @JsonProperty("tool_calls")
    TOOL_CALLS,
    @JsonProperty("length")
    LENGTH,
    @JsonProperty("content_filter")
    CONTENT_FILTER
}
