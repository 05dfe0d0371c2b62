package dev.agentworks.core.document;

/** A document that speaks of what was asked, with the passages that do. */
public record FoundDocument(
        DocumentId id,
        DocumentType type,
        String title,
        DocumentStatus status,
        int version,
        String passages,
        double rank) {}
