package dev.agentworks.router.ledger;

import dev.agentworks.starter.outbox.OutboxRow;
import org.jspecify.annotations.Nullable;

/**
 * A call that its first attempt decided, to be written down.
 *
 * @param event for billing, in the trace of the call
 */
record JournalEntry(FinishedCall call, @Nullable OutboxRow event) {
    NewCall asked() {
        return call.call();
    }

    Outcome outcome() {
        return call.outcome();
    }

    String keyName() {
        return call.attempts().getFirst().keyName();
    }

    @Nullable String error() {
        var failure = outcome().response().failure();
        return failure == null ? null : failure.kind().code();
    }
}
