package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** A new password with the token of a mail; core validates it. */
public record PasswordReset(@Nullable String token, @Nullable String password) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
