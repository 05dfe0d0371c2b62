package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a run waits for, and does not need an error for: a stable code such as {@code
 * wip-limit-reached}, {@code blocked-by-card}, {@code workspace-limit}, {@code
 * provider-unavailable}, {@code answer}, {@code approval}, and a sentence for people.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunWait(String code, String detail) {}
