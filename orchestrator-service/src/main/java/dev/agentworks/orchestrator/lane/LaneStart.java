package dev.agentworks.orchestrator.lane;

import java.util.List;

/**
 * What a card event means for the agents; decided on the card's state as read, never on the event's
 * word.
 */
public sealed interface LaneStart {

    /** The card came into a lane: earlier stays end, and the first agents of the sequence start. */
    record Enter(int visit, int lane, long ruleVersion, List<String> sequence)
            implements LaneStart {}

    /** The card came into a lane where nothing may start by itself: earlier stays end. */
    record EnterQuietly(int visit, int lane, long ruleVersion) implements LaneStart {}

    /** The card is gone: whatever works on it ends. */
    record Gone() implements LaneStart {}

    /** Late, doubled, or about something else. */
    record Nothing() implements LaneStart {}
}
