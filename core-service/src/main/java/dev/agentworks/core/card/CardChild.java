package dev.agentworks.core.card;

import java.util.UUID;

/** What a card's parent is judged by. */
public record CardChild(
        UUID parentId,
        String key,
        CardType type,
        CardStatus status,
        String title,
        boolean hasCriteria) {}
