package dev.agentworks.router.recorder;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.FinishedCall;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.ledger.NewCall;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.routing.Target;
import dev.agentworks.router.usage.CallOrigin;
import dev.agentworks.starter.identifier.Uuids;
import java.util.ArrayList;
import java.util.List;

/**
 * Records a call without a caller's key: nothing before the vendor is asked, everything before the
 * response ends. When the router dies in between, the call is forgotten and the caller gets no end.
 */
public final class DeferredCallRecorder implements CallRecorder {
    private final String key = "call-" + Uuids.v7();
    private final FinishedCalls calls;
    private final CallOrigin origin;
    private final Target first;
    private final List<NewAttempt> attempts = new ArrayList<>();
    private final List<AttemptEnd> ends = new ArrayList<>();

    /** For a call of this origin whose first target this is. */
    public DeferredCallRecorder(FinishedCalls calls, CallOrigin origin, Target first) {
        this.calls = calls;
        this.origin = origin;
        this.first = first;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean keepsCompletion() {
        return false;
    }

    @Override
    public int attemptsBefore() {
        return 0;
    }

    @Override
    public void dispatch(NewAttempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public void failed(AttemptEnd end) {
        ends.add(end);
    }

    @Override
    public void release(boolean funded) {
        // no caller has the key, so nothing but its money has to be released
        if (funded) {
            calls.release(key);
        }
    }

    @Override
    public boolean finish(Outcome outcome) {
        calls.write(new FinishedCall(call(), attempts, ends, outcome));
        return true;
    }

    @Override
    public boolean isLost() {
        return true;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    private NewCall call() {
        return new NewCall(
                key,
                "",
                origin.workspaceId(),
                origin.projectId(),
                origin.cardId(),
                origin.runId(),
                origin.agentId(),
                origin.apiKeyId(),
                first.provider(),
                first.modelName(),
                first.simulated());
    }
}
