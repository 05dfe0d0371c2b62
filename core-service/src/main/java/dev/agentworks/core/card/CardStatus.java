package dev.agentworks.core.card;

import java.util.EnumSet;
import java.util.Set;

/** Where the work on a card stands. */
public enum CardStatus {
    DRAFT,
    READY,
    IN_PROGRESS,
    BLOCKED,
    IN_REVIEW,
    DONE;

    /** What may follow on a card of this kind when a person or an agent sets it. */
    public Set<CardStatus> following(CardType type) {
        return switch (this) {
            case DRAFT -> EnumSet.of(READY);
            case READY -> EnumSet.of(IN_PROGRESS, BLOCKED);
            case IN_PROGRESS ->
                    // what is cut into smaller work is looked at as a whole before it is done
                    type.holdsTasks()
                            ? EnumSet.of(READY, BLOCKED, IN_REVIEW)
                            : EnumSet.of(READY, BLOCKED, IN_REVIEW, DONE);
            case BLOCKED -> EnumSet.of(READY, IN_PROGRESS);
            case IN_REVIEW -> EnumSet.of(IN_PROGRESS, DONE);
            case DONE -> EnumSet.of(IN_PROGRESS);
        };
    }

    /** In which a new card may begin: ready or not yet, or one step further. */
    public static Set<CardStatus> first() {
        return EnumSet.of(DRAFT, READY, IN_PROGRESS, BLOCKED);
    }
}
