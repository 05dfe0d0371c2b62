package dev.agentworks.gateway.session;

import dev.agentworks.starter.problem.ErrorCode;

/** Why a session is refused, beyond what is common. */
enum SessionError implements ErrorCode {
    CSRF_TOKEN_MISSING(403, "csrf-token-missing", "The CSRF token is missing or wrong");

    private final int status;
    private final String code;
    private final String title;

    SessionError(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
