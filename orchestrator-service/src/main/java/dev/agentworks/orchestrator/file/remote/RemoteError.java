package dev.agentworks.orchestrator.file.remote;

import dev.agentworks.starter.problem.ErrorCode;

/** Refusals about remotes. */
enum RemoteError implements ErrorCode {
    REMOTE_NOT_ALLOWED("remote-not-allowed", 400, "This cannot be a remote"),
    TOKENS_UNAVAILABLE("tokens-unavailable", 503, "Tokens cannot be kept here");

    private final String code;
    private final int status;
    private final String title;

    RemoteError(String code, int status, String title) {
        this.code = code;
        this.status = status;
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
