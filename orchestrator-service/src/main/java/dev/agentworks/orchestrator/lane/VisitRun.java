package dev.agentworks.orchestrator.lane;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run within a visit, as far as the visit's course depends on it.
 *
 * @param ordinal its place in the plan; none when a person started it
 */
public record VisitRun(UUID run, String agent, @Nullable Integer ordinal, State state) {

    public boolean isHeld() {
        return state == State.HELD;
    }

    /** What a later attempt stands in for: the same place, or the same agent started by hand. */
    Object place() {
        return ordinal == null ? agent : ordinal;
    }

    /** Where the run stands. */
    public enum State {
        /** Queued, but held back by its visit. */
        HELD,
        /** Not over; a parked one waits for a person. */
        OPEN,
        COMPLETED,
        SKIPPED,
        FAILED;

        boolean isOver() {
            return switch (this) {
                case HELD, OPEN -> false;
                case COMPLETED, SKIPPED, FAILED -> true;
            };
        }

        boolean isGood() {
            return this == COMPLETED || this == SKIPPED;
        }
    }
}
