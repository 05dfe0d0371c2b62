package dev.agentworks.events.usage;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the call ended; a partial one was cut or cancelled. */
public enum UsageOutcome {
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("partial")
    PARTIAL,
    @JsonProperty("failed")
    FAILED
}
