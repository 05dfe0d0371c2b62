package dev.agentworks.core.card;

/** How urgent a card is. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
