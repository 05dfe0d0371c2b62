package dev.agentworks.router.routing;

import dev.agentworks.router.credential.VendorKey;
import dev.agentworks.router.limit.Permit;
import dev.agentworks.starter.problem.ErrorCode;
import java.time.Duration;

/** Which target a call asks next. */
public sealed interface NextTarget {
    /** This one; every permission that the attempt needs is given. */
    record Ask(Candidates.Candidate candidate, VendorKey key, Permit.Granted permit)
            implements NextTarget {
        public Target target() {
            return candidate.target();
        }
    }

    /**
     * None may be asked now.
     *
     * @param worthWaiting whether waiting may clear it
     */
    record Blocked(ErrorCode error, String why, Duration pause, boolean worthWaiting)
            implements NextTarget {}
}
