package dev.agentworks.core.agentchange;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about agents' changes. */
public enum AgentChangeError implements ErrorCode {
    HELD_CHANGE_REFUSED(conflict("A change that was held can no longer be made"));

    private final ErrorKind kind;

    AgentChangeError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
