package dev.agentworks.core.card;

/** What a person said of a card in this visit of its lane. */
public enum ReviewState {
    NONE,
    PENDING,
    APPROVED,
    REJECTED
}
