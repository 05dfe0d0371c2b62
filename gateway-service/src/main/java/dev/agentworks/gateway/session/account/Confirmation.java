package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** The present password of somebody who does what cannot be undone; core validates it. */
public record Confirmation(@Nullable String password) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "Confirmation[]";
    }
}
