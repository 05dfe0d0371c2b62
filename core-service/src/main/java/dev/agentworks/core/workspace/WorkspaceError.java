package dev.agentworks.core.workspace;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about workspaces and members. */
enum WorkspaceError implements ErrorCode {
    LAST_OWNER(conflict("A workspace keeps an owner"));

    private final ErrorKind kind;

    WorkspaceError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
