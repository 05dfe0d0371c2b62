package dev.agentworks.core.document;

import java.util.List;
import java.util.UUID;

/** The wish for a document; it is linked to these cards. */
public record NewDocument(DocumentType type, String title, String content, List<UUID> cardIds) {

    public NewDocument {
        cardIds = List.copyOf(cardIds);
    }
}
