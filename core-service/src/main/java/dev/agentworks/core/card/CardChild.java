package dev.agentworks.core.card;

import java.util.Objects;
import java.util.UUID;

/** What a card's parent is judged by. */
public record CardChild(
        UUID id,
        UUID parentId,
        String key,
        CardType type,
        CardStatus status,
        String title,
        boolean hasCriteria) {

    static CardChild of(CardRow card, boolean hasCriteria) {
        return new CardChild(
                card.id(),
                Objects.requireNonNull(card.parentId()),
                card.key(),
                card.type(),
                card.status(),
                card.title(),
                hasCriteria);
    }
}
