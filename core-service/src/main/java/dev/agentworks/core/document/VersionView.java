package dev.agentworks.core.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a document, without its text. */
public record VersionView(
        int version,
        String title,
        String author,
        @Nullable String note,
        Instant createdAt,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt) {}
