package dev.agentworks.gateway.session;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Issues and verifies the access tokens of people: short-lived, and valid for the gateway only. */
@Component
class AccessTokens {
    private static final String ISSUER = "agentworks-gateway";
    private static final String AUDIENCE = "agentworks-api";
    private static final String SESSION = "sid";

    private final SessionKeys keys;
    private final SingletonSupplier<JwtParser> parser;
    private final Duration life;
    private final Clock clock;

    AccessTokens(SessionKeys keys, SessionSettings settings, Clock clock) {
        this.keys = keys;
        this.life = settings.accessLife();
        this.clock = clock;
        this.parser =
                SingletonSupplier.of(() ->
                        Jwts.parser()
                                .verifyWith(keys.key().publicKey())
                                .requireIssuer(ISSUER)
                                .requireAudience(AUDIENCE)
                                .clock(() -> Date.from(clock.instant()))
                                .build());
    }

    String issue(String userId, String sessionId) {
        var now = clock.instant();
        return Jwts.builder()
                .header()
                .keyId(keys.key().id())
                .and()
                .issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(userId)
                .claim(SESSION, sessionId)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life)))
                .signWith(keys.key().privateKey(), Jwts.SIG.EdDSA)
                .compact();
    }

    Optional<SignedInUser> read(String token, SignedInUser.Proof proof) {
        try {
            var claims = parser.obtain().parseSignedClaims(token).getPayload();
            var session = claims.get(SESSION, String.class);
            if (claims.getSubject() == null || session == null || claims.getExpiration() == null) {
                return Optional.empty();
            }
            Instant ends = claims.getExpiration().toInstant();
            var person = UUID.fromString(claims.getSubject()).toString();
            return Optional.of(new SignedInUser(person, session, ends, proof));
        } catch (JwtException | IllegalArgumentException unreadable) {
            // a forged, expired or malformed token, or one of no person, does not authenticate
            return Optional.empty();
        }
    }

    Duration life() {
        return life;
    }
}
