package dev.agentworks.core.card;

import dev.agentworks.events.card.Change;
import dev.agentworks.starter.web.PatchField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A card after a wish, and what differs between two states of it. */
final class CardChanges {

    private CardChanges() {}

    static CardView applied(CardView card, CardChange wish) {
        return new CardView(
                card.id(),
                card.workspaceId(),
                card.projectId(),
                card.boardId(),
                card.laneId(),
                card.lane(),
                card.position(),
                card.number(),
                card.key(),
                or(wish.type(), card.type()),
                or(wish.title(), card.title()).strip(),
                or(wish.description(), card.description()),
                or(wish.acceptanceCriteria(), card.acceptanceCriteria()),
                or(wish.labels(), card.labels()),
                or(wish.priority(), card.priority()),
                or(wish.status(), card.status()),
                PatchField.valueOr(wish.assigneeId(), card.assigneeId()),
                PatchField.valueOr(wish.estimate(), card.estimate()),
                PatchField.valueOr(wish.dueDate(), card.dueDate()),
                card.parentId(),
                card.reviewState(),
                card.laneVisit(),
                card.ruleVersion(),
                card.version(),
                card.createdAt(),
                card.updatedAt(),
                card.activeRun(),
                card.lastRun(),
                card.exitCriterion());
    }

    static CardView reviewed(CardView card, ReviewState verdict) {
        return new CardView(
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
                verdict,
                card.laneVisit(),
                card.ruleVersion(),
                card.version(),
                card.createdAt(),
                card.updatedAt(),
                card.activeRun(),
                card.lastRun(),
                card.exitCriterion());
    }

    static Map<String, Change> between(CardView before, CardView after) {
        var changes = new LinkedHashMap<String, Change>();
        note(changes, "title", before.title(), after.title());
        note(changes, "description", before.description(), after.description());
        note(
                changes,
                "acceptanceCriteria",
                before.acceptanceCriteria(),
                after.acceptanceCriteria());
        note(changes, "labels", before.labels(), after.labels());
        note(changes, "type", before.type(), after.type());
        note(changes, "priority", before.priority(), after.priority());
        note(changes, "status", before.status(), after.status());
        note(changes, "assignee", before.assigneeId(), after.assigneeId());
        note(changes, "estimate", before.estimate(), after.estimate());
        note(changes, "dueDate", before.dueDate(), after.dueDate());
        note(changes, "reviewState", before.reviewState(), after.reviewState());
        return changes;
    }

    private static void note(
            Map<String, Change> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.put(field, new Change(from, to));
        }
    }

    private static <T> T or(@Nullable T wished, T present) {
        return wished != null ? wished : present;
    }
}
