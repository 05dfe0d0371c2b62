package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Why a run failed or was parked: a stable code and a sentence for people. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunError(String code, String message) {}
