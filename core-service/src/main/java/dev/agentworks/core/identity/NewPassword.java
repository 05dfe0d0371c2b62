package dev.agentworks.core.identity;

import org.jspecify.annotations.Nullable;

/**
 * A password that is to be in force from now on.
 *
 * @param key with it the same change may be asked for once more
 */
public record NewPassword(String password, @Nullable String key) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "NewPassword[]";
    }
}
