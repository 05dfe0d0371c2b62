package dev.agentworks.core.card;

import java.math.BigDecimal;
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
        GateOverride override) {

    public NewCard {
        labels = List.copyOf(labels);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }

    /** A card that asks for no exception. */
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
                GateOverride.NONE);
    }
}
