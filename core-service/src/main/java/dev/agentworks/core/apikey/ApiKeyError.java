package dev.agentworks.core.apikey;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** What can be refused about keys. */
enum ApiKeyError implements ErrorCode {
    TOO_MANY_API_KEYS(409, "The workspace has as many keys as it may"),
    API_KEY_NOT_USABLE(404, "The key is good for nothing");

    private final int status;
    private final String title;

    ApiKeyError(int status, String title) {
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
