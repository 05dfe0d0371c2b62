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
        @Nullable CardId parentId) {

    public NewCard {
        labels = List.copyOf(labels);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }
}
