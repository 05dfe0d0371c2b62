package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneKey;

/** What kind of work a card stands for. */
public enum CardType {
    EPIC,
    FEATURE,
    TASK,
    BUG,
    DOC,
    BLUEPRINT;

    /**
     * The number of the lane where an agent's child card of this kind begins: its own, or beside
     * its parent.
     */
    public int home(int parentLane) {
        return switch (this) {
            case FEATURE -> LaneKey.PRD.number();
            case TASK -> LaneKey.PLANNING.number();
            case BUG -> LaneKey.TEST.number();
            case EPIC, DOC, BLUEPRINT -> parentLane;
        };
    }
}
