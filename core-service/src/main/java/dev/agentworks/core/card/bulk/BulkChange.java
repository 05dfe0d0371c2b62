package dev.agentworks.core.card.bulk;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.Priority;
import dev.agentworks.starter.web.PatchField;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command to change many cards alike; what is null stays.
 *
 * @param toLane the number of the lane at whose end they are put, in their order
 * @param override leave lanes although their criteria are not met
 * @param archive take them off the board, after all else
 */
public record BulkChange(
        List<CardId> cards,
        @Nullable Integer toLane,
        boolean override,
        @Nullable PatchField<UUID> assigneeId,
        List<String> addLabels,
        List<String> removeLabels,
        @Nullable Priority priority,
        @Nullable CardStatus status,
        @Nullable String reason,
        boolean archive) {

    public BulkChange {
        cards = List.copyOf(cards);
        addLabels = List.copyOf(addLabels);
        removeLabels = List.copyOf(removeLabels);
    }

    boolean changesLabels() {
        return !addLabels.isEmpty() || !removeLabels.isEmpty();
    }

    boolean changesFields() {
        return assigneeId != null || priority != null || status != null || changesLabels();
    }
}
