package dev.agentworks.gateway.apikey;

import dev.agentworks.starter.problem.ErrorCode;

/** Why a call with an API key is refused. */
enum KeyError implements ErrorCode {
    INVALID_API_KEY(401, "invalid-api-key", "The API key is not valid"),
    MISSING_SCOPE(403, "missing-scope", "The API key lacks the scope"),
    API_KEY_NOT_ACCEPTED(403, "api-key-not-accepted", "No API key is accepted here");

    private final int status;
    private final String code;
    private final String title;

    KeyError(int status, String code, String title) {
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
