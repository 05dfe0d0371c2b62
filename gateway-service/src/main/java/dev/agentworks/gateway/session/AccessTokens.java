package dev.agentworks.gateway.session;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes and reads the access tokens of people: short-lived, and of no use to any other service. */
@Component
class AccessTokens {
    private static final String ISSUER = "agentworks-gateway";
    private static final String AUDIENCE = "agentworks-api";
    private static final String SESSION = "sid";

    private final String keyId;
    private final PrivateKey privateKey;
    private final JwtParser parser;
    private final Duration life;
    private final Clock clock;

    AccessTokens(SessionSettings settings, Clock clock) {
        var key = SessionKey.parse(settings.key());
        this.keyId = key.id();
        this.privateKey = key.privateKey();
        this.life = settings.accessLife();
        this.clock = clock;
        this.parser =
                Jwts.parser()
                        .verifyWith(key.publicKey())
                        .requireIssuer(ISSUER)
                        .requireAudience(AUDIENCE)
                        .clock(() -> Date.from(clock.instant()))
                        .build();
    }

    String issue(String userId, String sessionId) {
        var now = clock.instant();
        return Jwts.builder()
                .header()
                .keyId(keyId)
                .and()
                .issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(userId)
                .claim(SESSION, sessionId)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life)))
                .signWith(privateKey, Jwts.SIG.EdDSA)
                .compact();
    }

    Optional<SignedIn> read(String token, SignedIn.Proof proof) {
        try {
            var claims = parser.parseSignedClaims(token).getPayload();
            var session = claims.get(SESSION, String.class);
            if (claims.getSubject() == null || session == null) {
                return Optional.empty();
            }
            Instant ends = claims.getExpiration().toInstant();
            return Optional.of(new SignedIn(claims.getSubject(), session, ends, proof));
        } catch (JwtException | IllegalArgumentException unreadable) {
            // a stranger's, an expired or a broken token says nothing about who calls
            return Optional.empty();
        }
    }

    Duration life() {
        return life;
    }
}
