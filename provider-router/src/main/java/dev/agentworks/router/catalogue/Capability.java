package dev.agentworks.router.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What may be asked of a model. */
public enum Capability {
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("tools")
    TOOLS,
    /** Answers of a JSON Schema. */
    @JsonProperty("structured")
    STRUCTURED,
    /** It thinks, and can be told how much. */
    @JsonProperty("reasoning")
    REASONING,
    @JsonProperty("image-input")
    IMAGE_INPUT,
    @JsonProperty("image-output")
    IMAGE_OUTPUT,
    @JsonProperty("embedding")
    EMBEDDING
}
