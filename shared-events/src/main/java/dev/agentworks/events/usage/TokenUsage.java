package dev.agentworks.events.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Tokens as the provider counted them; {@code inputTokens} includes the cached ones. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenUsage(
        long inputTokens,
        long outputTokens,
        long cachedInputTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        long totalTokens) {}
