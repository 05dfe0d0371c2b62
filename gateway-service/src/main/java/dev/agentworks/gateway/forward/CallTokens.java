package dev.agentworks.gateway.forward;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Service tokens of forwarded calls. One is made for many calls of the same caller with the same
 * rights: signing it costs more than all else that is done for a call here, and who gets it may
 * remember that they checked it.
 */
@Component
class CallTokens {
    // half of a token's usual life, so that whoever calls on with it has time left
    private static final Duration USED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final ConcurrentMap<Purpose, Token> tokens = new ConcurrentHashMap<>();
    private final ServiceTokens service;
    private final Clock clock;

    CallTokens(ServiceTokens service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    String of(String audience, String scope, ActingUser user) {
        var oldest = clock.instant().minus(USED);
        if (tokens.size() > MOST) {
            tokens.values().removeIf(token -> !token.madeAt().isAfter(oldest));
        }
        return tokens.compute(
                        new Purpose(audience, scope, user),
                        (_, before) ->
                                before != null && before.madeAt().isAfter(oldest)
                                        ? before
                                        : new Token(
                                                service.mint(audience, Set.of(scope), user),
                                                clock.instant()))
                .text();
    }

    private record Purpose(String audience, String scope, ActingUser user) {}

    private record Token(String text, Instant madeAt) {}
}
