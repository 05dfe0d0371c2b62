package dev.agentworks.router.completion;

import static dev.agentworks.starter.problem.ErrorKind.conflict;
import static dev.agentworks.starter.problem.ErrorKind.gone;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a completion is not given. */
enum CompletionError implements ErrorCode {
    COMPLETION_INDETERMINATE(conflict("The outcome of the call was lost")),
    COMPLETION_FORGOTTEN(gone("The outcome of the call is not kept any more"));

    private final ErrorKind kind;

    CompletionError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
