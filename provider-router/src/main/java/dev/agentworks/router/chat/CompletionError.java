package dev.agentworks.router.chat;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** Why a completion is not given. */
enum CompletionError implements ErrorCode {
    COMPLETION_INDETERMINATE(409, "The outcome of the call was lost"),
    COMPLETION_FORGOTTEN(410, "The outcome of the call is not kept any more");

    private final int status;
    private final String title;

    CompletionError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
