package dev.agentworks.gateway.boardfeed;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A part of a feed as core keeps it.
 *
 * @param floor all events above this number are kept
 * @param head the number of the latest event
 * @param events in order; more may follow
 */
record FeedPage(long floor, long head, List<Event> events) {
    /** The number up to which this page tells everything, when it was asked for after another. */
    long last(long after) {
        return events.isEmpty() ? Math.max(after, head) : events.getLast().seq();
    }

    /** Whether there are events after this page. */
    boolean hasMore() {
        return !events.isEmpty() && events.getLast().seq() < head;
    }

    /** Whether it holds all that came after a number. */
    boolean continues(long after) {
        return floor <= after && after <= head;
    }

    List<FeedFrame> frames() {
        return events.stream()
                .map(event -> FeedFrame.of(event.seq(), event.type(), event.data().toString()))
                .toList();
    }

    /** An event of the workspace. */
    record Event(long seq, String type, JsonNode data) {}
}
