package dev.agentworks.core.card;

/** Where the work on a card stands. */
public enum CardStatus {
    DRAFT,
    READY,
    IN_PROGRESS,
    BLOCKED,
    IN_REVIEW,
    DONE
}
