package dev.agentworks.router.call;

import dev.agentworks.router.call.Candidates.Candidate;
import dev.agentworks.router.credential.VendorKey;
import dev.agentworks.router.limit.Permit;
import dev.agentworks.router.routing.Target;
import dev.agentworks.starter.problem.ErrorCode;
import java.time.Duration;

/** What a call does next. */
sealed interface Turn {
    /** Asks; every permission it needs is given. */
    record Ask(Candidate candidate, VendorKey key, Permit.Granted permit) implements Turn {
        Target target() {
            return candidate.target();
        }
    }

    /**
     * Nobody may be asked now.
     *
     * @param worthWaiting whether the wait itself may clear it
     */
    record Blocked(ErrorCode error, String why, Duration pause, boolean worthWaiting)
            implements Turn {}
}
