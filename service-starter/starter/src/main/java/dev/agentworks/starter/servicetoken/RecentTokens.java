package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and proves a token once instead of for every call: a signature costs more than most calls.
 * A token is used again as long as it lives for a good while; of a proven one, what its signature
 * says is remembered, and its times are looked at anew.
 */
final class RecentTokens implements ServiceTokens {
    private static final int MOST = 4_096;
    private final SignedServiceTokens tokens;
    private final Duration reuse;
    private final Clock clock;
    private final Recent<Wanted, Minted> minted = new Recent<>(MOST);
    private final Recent<String, SignedServiceTokens.Proven> proven = new Recent<>(MOST);

    RecentTokens(SignedServiceTokens tokens, Duration life, Clock clock) {
        this.tokens = tokens;
        // a quarter is left for its way and for clocks that differ
        this.reuse = life.multipliedBy(3).dividedBy(4);
        this.clock = clock;
    }

    @Override
    public String mint(String audience, Set<String> scopes, @Nullable ActingUser actingUser) {
        var wanted = new Wanted(audience, Set.copyOf(scopes), actingUser);
        var now = clock.instant();
        var before = minted.find(wanted);
        if (before != null && !now.isBefore(before.at()) && now.isBefore(before.at().plus(reuse))) {
            return before.token();
        }
        var token = tokens.mint(audience, scopes, actingUser);
        minted.keep(wanted, new Minted(token, now));
        return token;
    }

    @Override
    public Caller verify(String token) {
        var before = proven.find(token);
        if (before == null) {
            var now = tokens.prove(token);
            proven.keep(token, now);
            return now.caller();
        }
        try {
            tokens.requireInForce(before);
            return before.caller();
        } catch (ProblemException over) {
            proven.forget(token);
            throw over;
        }
    }

    private record Wanted(String audience, Set<String> scopes, @Nullable ActingUser actingUser) {}

    private record Minted(String token, Instant at) {}
}
