package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.Verdict;
import java.util.List;

/** What became of a command to move a card. */
public sealed interface MoveOutcome {

    /** The card stands in its new place. */
    record Moved(CardView card) implements MoveOutcome {}

    /**
     * A lane may not be left yet, except by a person who may override.
     *
     * @param lane the first lane on the way whose gate is closed
     */
    record GateClosed(
            int lane, String laneName, String criterion, List<String> missing, boolean mayOverride)
            implements MoveOutcome {

        public GateClosed {
            missing = List.copyOf(missing);
        }

        static GateClosed of(LaneView lane, Verdict verdict, boolean mayOverride) {
            return new GateClosed(
                    lane.number(), lane.name(), verdict.key(), verdict.missing(), mayOverride);
        }
    }

    /** The lane is full, and its policy enforces the limit. */
    record WipExceeded(int lane, int limit) implements MoveOutcome {}

    /** Somebody else changed the card in the meantime. */
    record StaleVersion(long present) implements MoveOutcome {}

    /** There is no such lane. */
    record NoSuchLane(int lane) implements MoveOutcome {}

    /** The neighbour named does not stand in the lane. */
    record NoSuchNeighbour() implements MoveOutcome {}
}
