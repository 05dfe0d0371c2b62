package dev.agentworks.orchestrator.client;

import java.time.Duration;

/** The result of asking the router for a completion. */
public sealed interface CompletionResult {

    /** The call has an outcome, stored under its key. */
    record Outcome(Completion completion) implements CompletionResult {}

    /** The call is in progress and cannot be followed now: ask again with the same key. */
    record InProgress(Duration retryAfter) implements CompletionResult {}

    /** The vendor was called and its answer is lost for good. */
    record Indeterminate(String detail) implements CompletionResult {}

    /** No vendor was called: the same key may be asked again later. */
    record NotDispatched(String code, Duration retryAfter) implements CompletionResult {}

    /** The router refuses this request, now and later. */
    record Refused(String code, String detail) implements CompletionResult {}

    /** The connection broke; the outcome can be asked for with the same key. */
    record Broken(String reason) implements CompletionResult {}
}
