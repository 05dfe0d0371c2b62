package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What happened to the run. */
public enum AgentRunEventType {
    @JsonProperty("started")
    STARTED,
    @JsonProperty("progress")
    PROGRESS,
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    /** The name in JSON and in the attribute {@code eventType}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
