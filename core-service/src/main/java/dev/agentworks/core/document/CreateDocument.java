package dev.agentworks.core.document;

import dev.agentworks.core.card.CardId;
import java.util.List;

/** Asks for a new document that is linked to these cards. */
public record CreateDocument(
        DocumentType type, String title, String content, List<CardId> cardIds) {

    public CreateDocument {
        cardIds = List.copyOf(cardIds);
    }
}
