package dev.agentworks.orchestrator.lane;

import dev.agentworks.orchestrator.client.CardContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of lanes as functions: what is known and what is read in, what is to be done out. */
public final class LaneEngine {

    private LaneEngine() {}

    /**
     * @param known what the last decision about this card left
     * @param hint the event that made us look
     * @param found the card as it is now; none when it is gone
     */
    public static LaneStart decide(Cursor known, Hint hint, @Nullable CardContext found) {
        if (known.deleted()) {
            return new LaneStart.Nothing();
        }
        if (hint == Hint.DELETED || found == null) {
            return new LaneStart.Gone();
        }
        if (found.laneVisit() <= known.visit()) {
            return new LaneStart.Nothing();
        }
        var lane = found.lane();
        boolean first = found.laneVisit() == 1;
        if (first && hint == Hint.CREATED_BY_AGENT) {
            return new LaneStart.EnterQuietly(1, lane.number(), lane.ruleVersion());
        }
        // who made the card decides about its first lane, and only the event of its making says so
        if (first && hint != Hint.CREATED) {
            return new LaneStart.Nothing();
        }
        return new LaneStart.Enter(
                found.laneVisit(), lane.number(), lane.ruleVersion(), lane.onEntry());
    }

    /** The agent that follows in a stay's sequence; none at its end. */
    public static @Nullable String following(List<String> sequence, int ordinal) {
        return ordinal + 1 < sequence.size() ? sequence.get(ordinal + 1) : null;
    }

    /** What an event claims to have happened. */
    public enum Hint {
        CREATED,
        CREATED_BY_AGENT,
        CHANGED,
        DELETED
    }

    /** What is known of a card: its last stay in a lane, 0 before the first. */
    public record Cursor(int visit, boolean deleted) {}
}
