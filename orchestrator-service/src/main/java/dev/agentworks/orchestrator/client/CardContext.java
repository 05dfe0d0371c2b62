package dev.agentworks.orchestrator.client;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card with everything that an agent is told about it and that the lane engine decides on, read
 * in one request.
 */
public record CardContext(
        UUID workspaceId,
        Project project,
        CardFacts card,
        @Nullable CardFacts parent,
        List<UUID> ancestors,
        List<CardFacts> children,
        List<CardComment> comments,
        LaneFacts lane,
        int laneVisit,
        List<DocumentFacts> documents,
        List<CardFacts> blockedBy,
        @Nullable NextLane nextLane,
        @Nullable Budget budget) {

    public CardContext {
        ancestors = ancestors == null ? List.of() : List.copyOf(ancestors);
        children = children == null ? List.of() : List.copyOf(children);
        comments = comments == null ? List.of() : List.copyOf(comments);
        documents = documents == null ? List.of() : List.copyOf(documents);
        blockedBy = blockedBy == null ? List.of() : List.copyOf(blockedBy);
    }

    /** The project a card belongs to. */
    public record Project(UUID id, String key, String name, @Nullable String description) {}

    /** The following lane; null for the last one. */
    public record NextLane(
            int number,
            String name,
            @Nullable Integer wipLimit,
            @Nullable String wipPolicy,
            int count) {

        /** Whether no card may enter. */
        public boolean isFull() {
            return "ENFORCE".equals(wipPolicy) && wipLimit != null && count >= wipLimit;
        }
    }

    /** The limits of spending on the card and on one run of it, in US dollars as charged. */
    public record Budget(@Nullable BigDecimal card, @Nullable BigDecimal run) {}

    /** A comment on the card. */
    public record CardComment(
            @Nullable Object author, String body, @Nullable String file, @Nullable Integer line) {}

    /**
     * A document of the project.
     *
     * @param version the newest
     * @param approvedVersion the one in force, which a newer draft does not replace
     * @param cardIds the cards it is linked to
     */
    public record DocumentFacts(
            UUID id,
            String type,
            String title,
            String status,
            int version,
            @Nullable Integer approvedVersion,
            List<UUID> cardIds) {
        public DocumentFacts {
            cardIds = cardIds == null ? List.of() : List.copyOf(cardIds);
        }

        /** The version that agents go by: the one in force, or else the newest. */
        public int given() {
            return approvedVersion == null ? version : approvedVersion;
        }

        /** Whether a newer version than the one in force was written. */
        public boolean hasNewerDraft() {
            return approvedVersion != null && approvedVersion < version;
        }
    }

    /** Whether the document is the card's or that of a card above it. */
    public boolean speaksForCard(DocumentFacts document) {
        return document.cardIds().contains(card.id())
                || ancestors.stream().anyMatch(document.cardIds()::contains);
    }
}
