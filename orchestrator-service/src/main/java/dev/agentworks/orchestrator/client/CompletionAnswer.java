package dev.agentworks.orchestrator.client;

import java.time.Duration;

/** What asking the router for a completion came to. */
public sealed interface CompletionAnswer {

    /** The call has an outcome, kept under its key. */
    record Outcome(Completion completion) implements CompletionAnswer {}

    /**
     * The call is under way and nothing more can be heard of it now: ask again with the same key.
     */
    record InProgress(Duration retryAfter) implements CompletionAnswer {}

    /** The vendor was called and its answer is lost for good. */
    record Indeterminate(String detail) implements CompletionAnswer {}

    /** No vendor was called: the same key may be asked again later. */
    record NotDispatched(String code, Duration retryAfter) implements CompletionAnswer {}

    /** The router refuses this request, now and later. */
    record Refused(String code, String detail) implements CompletionAnswer {}

    /** The connection broke; what the call came to is known under the same key. */
    record Broken(String reason) implements CompletionAnswer {}
}
