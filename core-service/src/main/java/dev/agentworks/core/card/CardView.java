package dev.agentworks.core.card;

import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunWait;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A card in full. */
public record CardView(
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
        @Nullable ActiveRun activeRun,
        @Nullable LastRun lastRun,
        @Nullable CriterionView exitCriterion) {

    /** The agent at work on a card, and what it waits for when it waits. */
    public record ActiveRun(UUID id, String agentId, String status, @Nullable RunWait waitingFor) {}

    /** The run of this stay that ended last or was parked, and why when it went badly. */
    public record LastRun(UUID id, String agentId, String status, @Nullable RunError error) {}

    /** What must hold before the card goes on, and what is missing. */
    public record CriterionView(String key, boolean met, List<String> missing) {}

    public CardView with(@Nullable CriterionView criterion) {
        return copy(version, criterion);
    }

    /** The card under its next version, for what is told of it after its last change. */
    public CardView next() {
        return copy(version + 1, exitCriterion);
    }

    private CardView copy(long newVersion, @Nullable CriterionView criterion) {
        return new CardView(
                id,
                workspaceId,
                projectId,
                boardId,
                laneId,
                lane,
                position,
                number,
                key,
                type,
                title,
                description,
                acceptanceCriteria,
                labels,
                priority,
                status,
                assigneeId,
                estimate,
                dueDate,
                parentId,
                reviewState,
                laneVisit,
                ruleVersion,
                newVersion,
                createdAt,
                updatedAt,
                activeRun,
                lastRun,
                criterion);
    }
}
