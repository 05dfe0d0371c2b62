package dev.agentworks.core.card;

import dev.agentworks.core.identity.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command to make a card. */
public record NewCard(
        String title,
        CardType type,
        String description,
        int lane,
        Priority priority,
        List<String> labels,
        List<String> acceptanceCriteria,
        @Nullable BigDecimal estimate,
        @Nullable CardId parentId,
        @Nullable UserId assigneeId,
        @Nullable LocalDate dueDate,
        CardStatus status,
        GateOverride override) {

    public NewCard {
        labels = List.copyOf(labels);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }

    /** A card that is ready, of nobody in particular, and asks for no exception. */
    public NewCard(
            String title,
            CardType type,
            String description,
            int lane,
            Priority priority,
            List<String> labels,
            List<String> acceptanceCriteria,
            @Nullable BigDecimal estimate,
            @Nullable CardId parentId) {
        this(
                title,
                type,
                description,
                lane,
                priority,
                labels,
                acceptanceCriteria,
                estimate,
                parentId,
                null,
                null,
                CardStatus.READY,
                GateOverride.NONE);
    }

    /**
     * The id and the number that a card is to have, known before it is made: an agent whose changes
     * are held speaks of it already.
     */
    public record Reserved(CardId id, int number) {}
}
