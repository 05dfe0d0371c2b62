package dev.agentworks.core.document;

import dev.agentworks.core.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a document, without its text. */
public record VersionSummary(
        int version,
        String title,
        String author,
        @Nullable String note,
        Instant createdAt,
        @Nullable UserId approvedBy,
        @Nullable Instant approvedAt) {}
