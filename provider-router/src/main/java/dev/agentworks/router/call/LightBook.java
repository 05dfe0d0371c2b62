package dev.agentworks.router.call;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.FinishedCall;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.ledger.NewCall;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.routing.Target;
import dev.agentworks.starter.identifier.Uuids;
import java.util.ArrayList;
import java.util.List;

/**
 * A call without a key of its caller: nothing is written before the vendor is asked, everything
 * before the answer ends. A router that dies in between forgets it, and its caller gets no end.
 */
public final class LightBook implements CallBook {
    private final String key = "call-" + Uuids.v7();
    private final FinishedCalls calls;
    private final Origin origin;
    private final Target first;
    private final List<NewAttempt> attempts = new ArrayList<>();
    private final List<AttemptEnd> ends = new ArrayList<>();

    /** For a call of this origin whose first target this is. */
    public LightBook(FinishedCalls calls, Origin origin, Target first) {
        this.calls = calls;
        this.origin = origin;
        this.first = first;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean keepsAnswer() {
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
        // nobody can come again with its key
        if (funded) {
            calls.forgo(key);
        }
    }

    @Override
    public boolean finish(Outcome outcome) {
        calls.write(new FinishedCall(call(), attempts, ends, outcome));
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
                first.vendor().id(),
                first.modelName(),
                first.simulated());
    }
}
