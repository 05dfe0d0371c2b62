package dev.agentworks.monitor.live;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A frame that a client sends on a terminal. */
sealed interface ClientFrame {
    /**
     * Subscribes to the lines of a run, or of all runs of the card.
     *
     * @param sub the subscription's name, which every frame of it carries
     */
    record Subscribe(
            String sub, @Nullable UUID card, @Nullable UUID run, From from, LineFilter filter)
            implements ClientFrame {}

    /** Ends a subscription. */
    record Unsubscribe(String sub) implements ClientFrame {}

    /** A greeting, ping or pong, which is ignored. */
    record Ignored() implements ClientFrame {}

    /** A frame that could not be read. */
    record Bad(@Nullable String sub, String message) implements ClientFrame {}

    /** Where a subscription begins. */
    sealed interface From {
        /** At the first line. */
        record Beginning() implements From {}

        /** At the last so many lines. */
        record Tail(long lines) implements From {}

        /** After the last line the client has of a run. */
        record Cursor(long epoch, long after) implements From {}

        /** After the last line the client has of each run; other runs from the start. */
        record Cursors(Map<UUID, Cursor> byRun) implements From {}
    }
}
