package dev.agentworks.events.card;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** One field's value before and after; null where there was or is none. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Change(@Nullable Object from, @Nullable Object to) {}
