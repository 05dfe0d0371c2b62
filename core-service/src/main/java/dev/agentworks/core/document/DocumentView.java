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
        Instant createdAt,
        Instant updatedAt,
        List<UUID> cardIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String content) {

    public DocumentView {
        cardIds = List.copyOf(cardIds);
    }
}
