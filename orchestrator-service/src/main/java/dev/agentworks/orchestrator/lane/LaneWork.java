package dev.agentworks.orchestrator.lane;

import dev.agentworks.events.run.RunWait;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing to do so that a visit goes on. */
public sealed interface LaneWork {

    /**
     * An agent's turn has come; ready to run unless held, for a reason that may not be known yet.
     */
    record Start(String agent, int ordinal, boolean held, @Nullable RunWait why)
            implements LaneWork {}

    /** An agent's turn has come, but the project switched it off. */
    record Skip(String agent, int ordinal) implements LaneWork {}

    /** A queued run goes on waiting, for this reason. */
    record Hold(UUID run, RunWait why) implements LaneWork {}

    /** Nothing holds a queued run back any more. */
    record Release(UUID run) implements LaneWork {}

    /** The visit is over, or no longer, or in another way: that is to be written down. */
    record Settle(VisitProgress.Settled settled) implements LaneWork {}
}
