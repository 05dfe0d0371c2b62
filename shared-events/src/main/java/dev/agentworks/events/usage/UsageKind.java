package dev.agentworks.events.usage;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the model was asked for. */
public enum UsageKind {
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("embed")
    EMBED
}
