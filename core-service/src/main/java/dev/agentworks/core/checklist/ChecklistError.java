package dev.agentworks.core.checklist;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about checklists. */
enum ChecklistError implements ErrorCode {
    CHECKLIST_FULL(conflict("The checklist is full"));

    private final ErrorKind kind;

    ChecklistError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
