package dev.agentworks.core.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The cards of a board.
 *
 * @param wipCounts how many of them count against the limit of each lane
 */
public record BoardCards(List<CardView> cards, Map<UUID, Integer> wipCounts) {

    public BoardCards {
        cards = List.copyOf(cards);
        wipCounts = Map.copyOf(wipCounts);
    }
}
