package dev.agentworks.core.card;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The wish for a card. */
public record NewCard(
        String title,
        CardType type,
        String description,
        int lane,
        Priority priority,
        List<String> labels,
        List<String> acceptanceCriteria,
        @Nullable BigDecimal estimate,
        @Nullable UUID parentId) {

    public NewCard {
        labels = List.copyOf(labels);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }
}
