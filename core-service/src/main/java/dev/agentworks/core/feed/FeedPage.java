package dev.agentworks.core.feed;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;

/**
 * A part of a feed.
 *
 * @param floor all events above this number are kept
 * @param head the number of the latest event
 * @param events in order
 */
public record FeedPage(long floor, long head, List<Numbered> events) {

    static final FeedPage EMPTY = new FeedPage(0, 0, List.of());

    /**
     * An event with its number.
     *
     * @param seq grows with every event of the workspace, not always by one
     */
    public record Numbered(long seq, String type, @JsonRawValue String data) {}
}
