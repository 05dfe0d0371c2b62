package dev.agentworks.router.ledger;

import java.util.List;

/**
 * A call that is written down when it is over.
 *
 * @param attempts in their order; the last one decided it
 * @param earlier how those before it ended
 */
public record FinishedCall(
        NewCall call, List<NewAttempt> attempts, List<AttemptEnd> earlier, Outcome outcome) {
    public FinishedCall {
        attempts = List.copyOf(attempts);
        earlier = List.copyOf(earlier);
    }
}
