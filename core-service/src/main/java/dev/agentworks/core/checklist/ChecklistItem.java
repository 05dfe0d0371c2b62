package dev.agentworks.core.checklist;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do within a card.
 *
 * @param position its place in the list, counted from 0
 * @param doneBy who ticked it off
 */
public record ChecklistItem(
        UUID id,
        int position,
        String text,
        boolean done,
        @Nullable UUID doneBy,
        @Nullable Instant doneAt,
        Instant createdAt) {}
