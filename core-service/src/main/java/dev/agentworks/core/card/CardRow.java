package dev.agentworks.core.card;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.gate.JudgedCard;
import dev.agentworks.core.gate.VisitRun;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunWait;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card as it is read: its fields, its place in the lane and the agents at work on it.
 *
 * @param quietVisit whether it came into its lane by something that was taken back, so that no
 *     agent starts by itself
 */
public record CardRow(
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
        boolean quietVisit,
        @Nullable ChecklistProgress checklist,
        @Nullable ActiveRun activeRun,
        @Nullable LastRun lastRun,
        List<VisitRun> runs)
        implements JudgedCard {

    public CardRow {
        runs = List.copyOf(runs);
    }

    /** The agent at work on a card, and what it waits for when it waits. */
    public record ActiveRun(UUID id, String agentId, String status, @Nullable RunWait waitingFor) {}

    /** The run of this visit that ended last or was parked, and why when it went badly. */
    public record LastRun(UUID id, String agentId, String status, @Nullable RunError error) {}

    /** How far a card's checklist is. */
    public record ChecklistProgress(int done, int total) {}

    /** The card's name in history and events. */
    public CardRef ref() {
        return new CardRef(id, workspaceId, projectId, boardId, version);
    }

    @Override
    public boolean holdsFeatures() {
        return type.holdsFeatures();
    }

    @Override
    public boolean holdsTasks() {
        return type.holdsTasks();
    }

    @Override
    public boolean approved() {
        return reviewState == ReviewState.APPROVED;
    }
}
