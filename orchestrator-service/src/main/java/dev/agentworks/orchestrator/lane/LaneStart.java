package dev.agentworks.orchestrator.lane;

/**
 * What a card event means for the agents; decided on the card's state as read, never on the event's
 * word.
 */
public sealed interface LaneStart {

    /** The card came into a lane: earlier visits end, and this one begins with its plan. */
    record Enter(int visit, int lane, long ruleVersion, LanePlan plan) implements LaneStart {}

    /** The card is gone: whatever works on it ends. */
    record Gone() implements LaneStart {}

    /** Late, doubled, or about something else. */
    record Nothing() implements LaneStart {}
}
