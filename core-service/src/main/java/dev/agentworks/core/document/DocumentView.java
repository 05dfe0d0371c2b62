package dev.agentworks.core.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document.
 *
 * @param content markdown; left out of lists
 * @param version the newest, or the one that was asked for
 * @param approvedVersion the newest version that a person approved
 * @param cardIds the cards it is linked to
 */
public record DocumentView(
        UUID id,
        UUID workspaceId,
        UUID projectId,
        DocumentType type,
        String title,
        DocumentStatus status,
        int version,
        String author,
        @Nullable UUID approvedBy,
        @Nullable Integer approvedVersion,
        Instant createdAt,
        Instant updatedAt,
        List<UUID> cardIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String content) {

    public DocumentView {
        cardIds = List.copyOf(cardIds);
    }

    DocumentView at(DocumentText text) {
        return new DocumentView(
                id,
                workspaceId,
                projectId,
                type,
                text.title(),
                status,
                text.version(),
                author,
                approvedBy,
                approvedVersion,
                createdAt,
                updatedAt,
                cardIds,
                text.content());
    }
}
