package dev.agentworks.core.comment;

import org.jspecify.annotations.Nullable;

/** A command to comment on a card. */
public record NewComment(String body, @Nullable String file, @Nullable Integer line) {

    /** A comment on the card as a whole. */
    public static NewComment of(String body) {
        return new NewComment(body, null, null);
    }
}
