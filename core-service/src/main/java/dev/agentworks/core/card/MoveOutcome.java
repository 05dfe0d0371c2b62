package dev.agentworks.core.card;

import java.util.List;

/** What became of a command to move a card. */
public sealed interface MoveOutcome {

    /** The card stands in its new place. */
    record Moved(CardView card) implements MoveOutcome {}

    /** The lane may not be left yet, except by a person who may override. */
    record GateClosed(String criterion, List<String> missing, boolean mayOverride)
            implements MoveOutcome {}

    /** The lane is full, and its policy enforces the limit. */
    record WipExceeded(int lane, int limit) implements MoveOutcome {}

    /** Somebody else changed the card in the meantime. */
    record StaleVersion(long present) implements MoveOutcome {}

    /** There is no such lane. */
    record NoSuchLane(int lane) implements MoveOutcome {}

    /** The neighbour named does not stand in the lane. */
    record NoSuchNeighbour() implements MoveOutcome {}
}
