package dev.agentworks.starter.servicetoken;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes this service's tokens and checks those of others. */
public interface ServiceTokens {
    /** A token for one called service, valid for a few minutes. */
    String mint(String audience, Set<String> scopes, @Nullable ActingUser actingUser);

    /**
     * Who made the token.
     *
     * @throws dev.agentworks.starter.problem.ProblemException unauthenticated, when it is not meant
     *     for this service, not signed by a trusted key, expired or malformed
     */
    Caller verify(String token);

    /**
     * The tokens of a service outside an application context, such as an operator's tool or a test.
     * They are good for calling: what they verify is granted no scope and no person.
     *
     * @param key {@code kid:base64 of PKCS#8}
     * @param trustedKeys {@code service:kid:base64 of X.509}, by commas
     */
    static ServiceTokens of(String service, String key, String trustedKeys, Clock clock) {
        var settings =
                new ServiceTokenSettings(
                        key,
                        trustedKeys,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        List.of(),
                        Map.of(),
                        List.of());
        return new SignedServiceTokens(service, settings, clock);
    }
}
