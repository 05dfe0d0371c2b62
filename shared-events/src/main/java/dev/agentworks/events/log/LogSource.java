package dev.agentworks.events.log;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who wrote the line. */
public enum LogSource {
    @JsonProperty("orchestrator")
    ORCHESTRATOR,
    @JsonProperty("provider")
    PROVIDER,
    @JsonProperty("agent")
    AGENT
}
