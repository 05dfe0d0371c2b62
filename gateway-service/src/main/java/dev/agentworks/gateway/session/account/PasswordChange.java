package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** A new password with the present one; core validates it. */
public record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
