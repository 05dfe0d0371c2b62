package dev.agentworks.core.comment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it is read; an agent's may point into a file.
 *
 * @param body the text, in which members are named by {@code @} and their present name
 * @param editedAt when its author changed it last
 */
public record CommentRow(
        CommentId id,
        String author,
        String body,
        @Nullable String file,
        @Nullable Integer line,
        List<Mention> mentions,
        Instant createdAt,
        @Nullable Instant editedAt) {

    public CommentRow {
        mentions = List.copyOf(mentions);
    }

    static CommentRow of(
            CommentId id,
            String author,
            String stored,
            @Nullable String file,
            @Nullable Integer line,
            List<UUID> mentioned,
            Instant createdAt,
            @Nullable Instant editedAt,
            Map<UUID, String> named) {
        return new CommentRow(
                id,
                author,
                mentioned.isEmpty() ? stored : Mentions.shown(stored, named),
                file,
                line,
                mentioned.stream()
                        .flatMap(person ->
                                Optional.ofNullable(named.get(person))
                                        .map(name -> new Mention(person, name))
                                        .stream())
                        .toList(),
                createdAt,
                editedAt);
    }
}
