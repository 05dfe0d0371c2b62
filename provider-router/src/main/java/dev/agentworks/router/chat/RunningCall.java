package dev.agentworks.router.chat;

import dev.agentworks.router.choice.Choice;
import dev.agentworks.router.ledger.Lease;
import dev.agentworks.router.provider.CallControl;
import dev.agentworks.router.provider.ChatRequest;
import java.time.Instant;

/** A call this instance works on. It goes on when its caller leaves. */
record RunningCall(
        Lease lease,
        CompletionRequest request,
        Choice choice,
        ChatRequest chat,
        Instant startedAt,
        CallControl control,
        CallProgress progress) {
    String key() {
        return lease.key();
    }

    void end(CallEnd end) {
        progress.add(new CallProgress.Step.Ended(end));
    }
}
