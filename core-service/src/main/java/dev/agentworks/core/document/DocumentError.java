package dev.agentworks.core.document;

import dev.agentworks.starter.problem.ErrorCode;

/** What can be refused about documents. */
public enum DocumentError implements ErrorCode {
    ALREADY_APPROVED;

    @Override
    public String code() {
        return "already-approved";
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return "This version is approved already";
    }
}
