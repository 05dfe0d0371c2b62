package dev.agentworks.monitor.live;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client says on a terminal. */
sealed interface ClientFrame {
    /**
     * Wants the lines of a run, or of all runs of the card.
     *
     * @param sub names the subscription in every frame of it
     */
    record Subscribe(
            String sub, @Nullable UUID card, @Nullable UUID run, From from, LineFilter filter)
            implements ClientFrame {}

    /** Wants no more of it. */
    record Unsubscribe(String sub) implements ClientFrame {}

    /** Greets or answers; nothing follows from it. */
    record Ignored() implements ClientFrame {}

    /** Cannot be understood. */
    record Bad(@Nullable String sub, String message) implements ClientFrame {}

    /** Where to begin. */
    sealed interface From {
        /** With the first line. */
        record Start() implements From {}

        /** With the last so many. */
        record Tail(long lines) implements From {}

        /** After the last line seen of a run. */
        record Cursor(long epoch, long after) implements From {}

        /** After the last line seen of each run; others from the start. */
        record Cursors(Map<UUID, Cursor> byRun) implements From {}
    }
}
