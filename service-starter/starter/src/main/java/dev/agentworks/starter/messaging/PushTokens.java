package dev.agentworks.starter.messaging;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Checks that a push comes from our own subscription: signed by Google, for us, by the right
 * account.
 */
final class PushTokens {
    private static final Duration KEYS_LIFE = Duration.ofHours(1);
    private static final Duration KEYS_PAUSE = Duration.ofSeconds(30);
    private final PubSubSettings.Push push;
    private final Clock clock;
    private final RestClient http;
    private @Nullable JwkSet keys;
    private Instant fetchedAt = Instant.EPOCH;

    PushTokens(PubSubSettings.Push push, Clock clock) {
        this.push = push;
        this.clock = clock;
        var factory =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        factory.setReadTimeout(Duration.ofSeconds(5));
        this.http = RestClient.builder().requestFactory(factory).build();
    }

    void verify(@Nullable String authorization) {
        if (push.audience().isBlank() || push.email().isBlank()) {
            throw refused("pushes are not expected here");
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw refused("a push needs a token");
        }
        try {
            var claims =
                    Jwts.parser()
                            .keyLocator(header ->
                                    header instanceof JwsHeader jws
                                            ? key(jws.getKeyId())
                                            : key(null))
                            .requireIssuer(push.issuer())
                            .requireAudience(push.audience())
                            .clock(() -> Date.from(clock.instant()))
                            .clockSkewSeconds(30)
                            .build()
                            .parseSignedClaims(authorization.substring("Bearer ".length()))
                            .getPayload();
            requireAccount(claims);
        } catch (JwtException | IllegalArgumentException e) {
            throw refused("the token of the push is not the subscription's");
        }
    }

    private void requireAccount(Claims claims) {
        if (!push.email().equals(claims.get("email"))
                || !Boolean.TRUE.equals(claims.get("email_verified"))) {
            throw refused("the push comes from another account");
        }
    }

    private Key key(@Nullable String id) {
        var found = find(current(KEYS_LIFE), id);
        if (found == null) {
            // the issuer may have a new key; ask again, but not for every forged token
            found = find(current(KEYS_PAUSE), id);
        }
        if (found == null) {
            throw new JwtException("unknown key");
        }
        return found;
    }

    private static @Nullable Key find(JwkSet set, @Nullable String id) {
        return set.getKeys().stream()
                .filter(key -> Objects.equals(key.getId(), id))
                .findFirst()
                .map(Jwk::toKey)
                .orElse(null);
    }

    private synchronized JwkSet current(Duration life) {
        var known = keys;
        if (known != null && fetchedAt.plus(life).isAfter(clock.instant())) {
            return known;
        }
        try {
            var body = http.get().uri(URI.create(push.keysUrl())).retrieve().body(String.class);
            var fetched = Jwks.setParser().build().parse(Objects.requireNonNull(body));
            keys = fetched;
            fetchedAt = clock.instant();
            return fetched;
        } catch (RestClientException e) {
            throw new ProblemException(
                    CommonError.UNAVAILABLE, "The issuer's keys cannot be read at the moment.");
        }
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(CommonError.UNAUTHENTICATED, "Refused: " + reason + ".");
    }
}
