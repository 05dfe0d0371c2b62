package dev.agentworks.router.provider.model;

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

    /** The word for about so many tokens of thought. */
    public static ReasoningEffort nearest(int tokens) {
        if (tokens <= 0) {
            return NONE;
        }
        if (tokens < 1_024) {
            return MINIMAL;
        }
        if (tokens < 4_096) {
            return LOW;
        }
        if (tokens < 16_384) {
            return MEDIUM;
        }
        if (tokens < 32_768) {
            return HIGH;
        }
        return tokens < 60_000 ? XHIGH : MAX;
    }

    /** As vendors write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
