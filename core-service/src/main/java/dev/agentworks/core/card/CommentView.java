package dev.agentworks.core.card;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comment; an agent's may point into a file. */
public record CommentView(
        UUID id,
        String author,
        String body,
        @Nullable String file,
        @Nullable Integer line,
        Instant createdAt) {}
