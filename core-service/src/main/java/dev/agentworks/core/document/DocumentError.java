package dev.agentworks.core.document;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about documents. */
public enum DocumentError implements ErrorCode {
    ALREADY_APPROVED(conflict("This version is approved already")),
    BLUEPRINT_EXISTS(conflict("The card has its blueprint already"));

    private final ErrorKind kind;

    DocumentError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
