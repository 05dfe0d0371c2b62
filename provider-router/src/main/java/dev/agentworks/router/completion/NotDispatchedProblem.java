package dev.agentworks.router.completion;

import dev.agentworks.router.execution.CallEnd;
import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ProblemException;

/** A refusal after which the same key may come again. */
public final class NotDispatchedProblem extends ProblemException {
    private final long retryAfterSeconds;

    NotDispatchedProblem(ErrorCode error, String detail, long retryAfterSeconds) {
        super(error, detail);
        this.retryAfterSeconds = retryAfterSeconds;
        with("dispatched", false);
    }

    public static NotDispatchedProblem of(CallEnd.NotDispatched end) {
        var problem = new NotDispatchedProblem(end.error(), end.detail(), end.retryAfterSeconds());
        end.facts().forEach(problem::with);
        return problem;
    }

    public String retryAfter() {
        return Long.toString(retryAfterSeconds);
    }
}
