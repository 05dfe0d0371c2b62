package dev.agentworks.core.card;

/** How two cards hang together. */
public enum LinkKind {
    BLOCKS,
    RELATES_TO,
    DUPLICATES
}
