package dev.agentworks.core.link;

/** What one card is to another. */
public enum LinkKind {
    BLOCKS,
    RELATES_TO,
    DUPLICATES
}
