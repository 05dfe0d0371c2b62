package dev.agentworks.router.key;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** Why a key is not kept. */
enum KeyError implements ErrorCode {
    UNKNOWN_PROVIDER(404, "No such provider"),
    BYOK_UNAVAILABLE(503, "Own keys cannot be kept here");

    private final int status;
    private final String title;

    KeyError(int status, String title) {
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
