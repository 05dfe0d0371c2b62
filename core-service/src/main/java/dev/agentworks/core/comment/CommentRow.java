package dev.agentworks.core.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A comment as it is read; an agent's may point into a file. */
public record CommentRow(
        CommentId id,
        String author,
        String body,
        @Nullable String file,
        @Nullable Integer line,
        Instant createdAt) {}
