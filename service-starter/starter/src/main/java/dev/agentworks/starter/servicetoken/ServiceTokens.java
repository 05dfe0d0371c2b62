package dev.agentworks.starter.servicetoken;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes this service's tokens and checks those of others. */
public interface ServiceTokens {
    /** A token for one called service, valid for a few minutes. */
    String mint(String audience, Set<String> scopes, @Nullable ActingUser actingUser);

    /**
     * Who made the token.
     *
     * @throws dev.agentworks.starter.problem.ProblemException unauthenticated, when it is not meant for
     *     this service, not signed by a trusted key, expired or malformed
     */
    Caller verify(String token);
}
