package dev.agentworks.core.card;

/**
 * The id and the number that a card is to have, known before it is made: an agent whose changes are
 * held speaks of it already.
 */
public record ReservedCard(CardId id, int number) {}
