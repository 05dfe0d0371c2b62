package dev.agentworks.core.card.web;

import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.CardRow.ActiveRun;
import dev.agentworks.core.card.CardRow.ChecklistProgress;
import dev.agentworks.core.card.CardRow.LastRun;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.CardType;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.card.ReviewState;
import dev.agentworks.core.gate.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of an answer with a card in full. */
public record CardResponse(
        UUID id,
        UUID workspaceId,
        UUID projectId,
        UUID boardId,
        UUID laneId,
        int lane,
        int position,
        int number,
        String key,
        CardType type,
        String title,
        String description,
        List<String> acceptanceCriteria,
        List<String> labels,
        Priority priority,
        CardStatus status,
        @Nullable UUID assigneeId,
        @Nullable BigDecimal estimate,
        @Nullable LocalDate dueDate,
        @Nullable UUID parentId,
        ReviewState reviewState,
        int laneVisit,
        int ruleVersion,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        @Nullable ChecklistProgress checklist,
        @Nullable ActiveRun activeRun,
        @Nullable LastRun lastRun,
        @Nullable Verdict exitCriterion) {

    public static CardResponse of(CardView view) {
        return of(view.card(), view.verdict());
    }

    /** A card without its exit criterion, which nobody asked for. */
    public static CardResponse of(CardRow card) {
        return of(card, null);
    }

    private static CardResponse of(CardRow card, @Nullable Verdict verdict) {
        return new CardResponse(
                card.id(),
                card.workspaceId(),
                card.projectId(),
                card.boardId(),
                card.laneId(),
                card.lane(),
                card.position(),
                card.number(),
                card.key(),
                card.type(),
                card.title(),
                card.description(),
                card.acceptanceCriteria(),
                card.labels(),
                card.priority(),
                card.status(),
                card.assigneeId(),
                card.estimate(),
                card.dueDate(),
                card.parentId(),
                card.reviewState(),
                card.laneVisit(),
                card.ruleVersion(),
                card.version(),
                card.createdAt(),
                card.updatedAt(),
                card.archivedAt(),
                card.checklist(),
                card.activeRun(),
                card.lastRun(),
                verdict);
    }
}
