package dev.agentworks.router.call;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** Why a call is not made. */
public enum CallError implements ErrorCode {
    BUDGET_EXCEEDED(402, "The budget does not allow the call"),
    PROVIDER_UNAVAILABLE(503, "The provider cannot be asked at the moment");

    private final int status;
    private final String title;

    CallError(int status, String title) {
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
