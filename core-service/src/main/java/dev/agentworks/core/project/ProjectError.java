package dev.agentworks.core.project;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about projects. */
public enum ProjectError implements ErrorCode {
    PROJECT_KEY_TAKEN(conflict("Another project of the workspace has this key"));

    private final ErrorKind kind;

    ProjectError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
