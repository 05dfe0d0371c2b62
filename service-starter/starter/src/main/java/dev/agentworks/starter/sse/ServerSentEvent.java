package dev.agentworks.starter.sse;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param id the last id that the stream named, with this event or before; null when it named none
 * @param type {@code message} when the event names none
 * @param data its lines, joined by line feeds
 */
public record ServerSentEvent(@Nullable String id, String type, String data) {
    /** The type of an event that names none. */
    public static final String MESSAGE = "message";
}
