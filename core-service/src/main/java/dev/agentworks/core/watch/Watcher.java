package dev.agentworks.core.watch;

import java.time.Instant;
import java.util.UUID;

/** A member who watches a card. */
public record Watcher(UUID userId, String name, Instant since) {}
