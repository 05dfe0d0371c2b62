package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** Another address with the present password; core validates it. */
public record NewEmail(@Nullable String email, @Nullable String password) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "NewEmail[]";
    }
}
