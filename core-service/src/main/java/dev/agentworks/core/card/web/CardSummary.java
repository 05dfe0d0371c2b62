package dev.agentworks.core.card.web;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A card as a board shows it: without its long texts. */
record CardSummary(
        UUID id,
        int number,
        String key,
        UUID laneId,
        int lane,
        int position,
        CardType type,
        String title,
        List<String> labels,
        Priority priority,
        CardStatus status,
        @Nullable UUID assigneeId,
        @Nullable UUID parentId,
        ReviewState reviewState,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant archivedAt,
        @Nullable ChecklistProgress checklist,
        @Nullable ActiveRun activeRun,
        @Nullable LastRun lastRun,
        @Nullable CriterionState exitCriterion) {

    /** A criterion on a board, without where each thing is done. */
    record CriterionState(String key, boolean met, List<String> missing) {

        static @Nullable CriterionState of(@Nullable Verdict verdict) {
            return verdict == null
                    ? null
                    : new CriterionState(verdict.key(), verdict.met(), verdict.missing());
        }
    }

    static CardSummary of(CardView view) {
        return of(view.card(), view.verdict());
    }

    /** A card without its exit criterion, which nobody asked for. */
    static CardSummary of(CardRow card) {
        return of(card, null);
    }

    private static CardSummary of(CardRow card, @Nullable Verdict verdict) {
        return new CardSummary(
                card.id(),
                card.number(),
                card.key(),
                card.laneId(),
                card.lane(),
                card.position(),
                card.type(),
                card.title(),
                card.labels(),
                card.priority(),
                card.status(),
                card.assigneeId(),
                card.parentId(),
                card.reviewState(),
                card.version(),
                card.archivedAt(),
                card.checklist(),
                card.activeRun(),
                card.lastRun(),
                CriterionState.of(verdict));
    }
}
