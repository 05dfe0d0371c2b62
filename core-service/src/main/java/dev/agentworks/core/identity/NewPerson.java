package dev.agentworks.core.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be known.
 *
 * @param key with it and the same password, the registration may be repeated
 */
public record NewPerson(EmailAddress email, String password, String name, @Nullable String key) {
    @Override
    public String toString() {
        return "NewPerson[%s]".formatted(name);
    }
}
