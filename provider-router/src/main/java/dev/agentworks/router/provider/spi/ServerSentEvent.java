package dev.agentworks.router.provider.spi;

import org.jspecify.annotations.Nullable;

/** One event of a stream. */
public record ServerSentEvent(@Nullable String name, String data) {}
