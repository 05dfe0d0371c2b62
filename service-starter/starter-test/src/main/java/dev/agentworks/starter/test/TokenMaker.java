package dev.agentworks.starter.test;

import dev.agentworks.starter.servicetoken.ActingUser;
import org.jspecify.annotations.Nullable;

/** Makes tokens for the service under test, as any service it trusts. */
public interface TokenMaker {
    /** A token of the calling service, with a person behind it or none. */
    String token(String asService, @Nullable ActingUser user, String... scopes);

    /** The same, as the value of the header {@code Authorization}. */
    default String bearer(String asService, @Nullable ActingUser user, String... scopes) {
        return "Bearer " + token(asService, user, scopes);
    }
}
