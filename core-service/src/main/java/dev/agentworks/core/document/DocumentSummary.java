package dev.agentworks.core.document;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document without its text, as lists show it.
 *
 * @param version the newest, or the one that was asked for
 * @param approvedVersion the newest version that a person approved
 * @param cardIds the cards it is linked to
 */
public record DocumentSummary(
        DocumentId id,
        WorkspaceId workspaceId,
        ProjectId projectId,
        DocumentType type,
        String title,
        DocumentStatus status,
        int version,
        String author,
        @Nullable UserId approvedBy,
        @Nullable Integer approvedVersion,
        Instant createdAt,
        Instant updatedAt,
        List<CardId> cardIds) {

    public DocumentSummary {
        cardIds = List.copyOf(cardIds);
    }

    /** The document as it was in this version. */
    DocumentDetail at(DocumentText text) {
        var then =
                new DocumentSummary(
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
                        cardIds);
        return new DocumentDetail(then, text.content());
    }
}
