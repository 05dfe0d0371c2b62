package dev.agentworks.core.identity;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** What can be refused about people and sessions. */
public enum IdentityError implements ErrorCode {
    EMAIL_TAKEN(409, "The address is in use"),
    WEAK_PASSWORD(400, "The password is too easy to guess"),
    INVALID_CREDENTIALS(401, "Address and password do not match"),
    SESSION_ENDED(401, "The session has ended");

    private final int status;
    private final String title;

    IdentityError(int status, String title) {
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
