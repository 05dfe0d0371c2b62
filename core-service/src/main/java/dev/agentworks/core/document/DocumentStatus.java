package dev.agentworks.core.document;

/** Where a document's newest version stands. */
public enum DocumentStatus {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    ARCHIVED
}
