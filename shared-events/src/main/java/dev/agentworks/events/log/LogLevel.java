package dev.agentworks.events.log;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a line matters. */
public enum LogLevel {
    @JsonProperty("debug")
    DEBUG,
    @JsonProperty("info")
    INFO,
    @JsonProperty("warn")
    WARN,
    @JsonProperty("error")
    ERROR
}
