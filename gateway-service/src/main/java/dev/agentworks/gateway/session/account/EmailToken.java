package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** The token of a mail; core validates it. */
public record EmailToken(@Nullable String token) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "EmailToken[]";
    }
}
