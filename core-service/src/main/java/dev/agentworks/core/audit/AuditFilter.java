package dev.agentworks.core.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null where it does not matter.
 *
 * @param actor the person
 * @param action as {@link AuditAction#text()} says it, or {@code card.} and what its history says
 * @param from at that time or later
 * @param to before that time
 */
public record AuditFilter(
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {}
