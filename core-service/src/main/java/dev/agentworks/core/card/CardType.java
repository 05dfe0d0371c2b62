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

    /** The last lane in which work may begin: the next one is its review. */
    public static final LaneKey LAST_TO_BEGIN_IN = LaneKey.BUILD;

    /** Whether work of this kind is cut into features. */
    public boolean holdsFeatures() {
        return this == EPIC || this == BLUEPRINT;
    }

    /** Whether work of this kind is cut into tasks. */
    public boolean holdsTasks() {
        return holdsFeatures() || this == FEATURE;
    }

    /**
     * Whether a card of that kind may be part of one of this kind: nothing holds what is larger.
     */
    public boolean holds(CardType part) {
        return (holdsFeatures() || !part.holdsFeatures()) && (holdsTasks() || !part.holdsTasks());
    }

    /**
     * The number of the lane where an agent's child card of this kind begins: its own, or beside
     * its parent, but never after the review, which nobody would have made. A bug begins where it
     * was found.
     */
    public int home(int parentLane) {
        return switch (this) {
            case FEATURE -> LaneKey.PRD.number();
            case TASK -> LaneKey.PLANNING.number();
            case BUG -> LaneKey.TEST.number();
            case EPIC, DOC, BLUEPRINT -> Math.min(parentLane, LAST_TO_BEGIN_IN.number());
        };
    }
}
