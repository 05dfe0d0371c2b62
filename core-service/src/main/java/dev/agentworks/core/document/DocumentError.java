package dev.agentworks.core.document;

import dev.agentworks.starter.problem.ErrorCode;

/** What can be refused about documents. */
public enum DocumentError implements ErrorCode {
    ALREADY_APPROVED("already-approved", "This version is approved already"),
    BLUEPRINT_EXISTS("blueprint-exists", "The project has its blueprint already");

    private final String code;
    private final String title;

    DocumentError(String code, String title) {
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
