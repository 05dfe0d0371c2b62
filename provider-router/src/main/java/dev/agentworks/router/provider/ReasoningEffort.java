package dev.agentworks.router.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much a model shall think before it answers. */
public enum ReasoningEffort {
    @JsonProperty("none")
    NONE,
    @JsonProperty("minimal")
    MINIMAL,
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("xhigh")
    XHIGH,
    @JsonProperty("max")
    MAX;

    /** As vendors write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
