package dev.agentworks.core.document;

import java.util.UUID;

/** A document that speaks of what was asked, with the passages that do. */
public record FoundDocument(
        UUID id,
        DocumentType type,
        String title,
        DocumentStatus status,
        int version,
        String passages,
        double rank) {}
