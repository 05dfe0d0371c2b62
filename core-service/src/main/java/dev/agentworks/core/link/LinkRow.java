package dev.agentworks.core.link;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardStatus;

/** A link as it is read, with the cards at its ends. */
public record LinkRow(LinkId id, LinkKind kind, End from, End to) {

    /** A card at one end of a link. */
    public record End(CardId id, String key, String title, int lane, CardStatus status) {}
}
