package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import java.security.Key;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Service tokens as JWTs signed with Ed25519. */
final class SignedServiceTokens implements ServiceTokens {
    private static final String ISSUER = "agentworks-platform";
    private final String service;
    private final String keyId;
    private final @Nullable PrivateKey key;
    private final Duration life;
    private final Duration skew;
    private final Clock clock;
    private final JwtParser parser;
    private final CallerRights rights;

    SignedServiceTokens(String service, ServiceTokenSettings settings, Clock clock) {
        var kidAndKey = settings.key().split(":", 2);
        this.service = service;
        this.keyId = TrustedKeys.keyId(service, kidAndKey[0]);
        this.key = kidAndKey.length == 2 ? TrustedKeys.privateKey(kidAndKey[1]) : null;
        this.life = settings.life();
        this.skew = settings.skew();
        this.clock = clock;
        this.parser = parser(TrustedKeys.parse(settings.trustedKeys()));
        this.rights = new CallerRights(service, settings.callers(), settings.acting());
    }

    @Override
    public String mint(String audience, Set<String> scopes, @Nullable ActingUser actingUser) {
        if (key == null) {
            throw new IllegalStateException(
                    "agentworks.service-token.key is missing: %s cannot prove who it is"
                            .formatted(service));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var token =
                Jwts.builder()
                        .header()
                        .keyId(keyId)
                        .and()
                        .issuer(ISSUER)
                        .subject(service)
                        .audience()
                        .single(audience)
                        .issuedAt(Date.from(now))
                        .expiration(Date.from(now.plus(life)))
                        .claim("scope", new TreeSet<>(scopes));
        if (actingUser != null) {
            var act = new HashMap<String, Object>();
            act.put("sub", actingUser.id());
            act.put("grants", actingUser.grants());
            if (actingUser.key() != null) {
                act.put("key", actingUser.key());
            }
            token.claim("act", act);
        }
        return token.signWith(key, Jwts.SIG.EdDSA).compact();
    }

    @Override
    public Caller verify(String token) {
        return prove(token).caller();
    }

    /** What the token says, once its signature, its purpose and its times are found good. */
    Proven prove(String token) {
        try {
            var jws = parser.parseSignedClaims(token);
            var claims = jws.getPayload();
            var signer = jws.getHeader().getKeyId().split("/", 2)[0];
            if (!signer.equals(claims.getSubject())) {
                throw refused("it is signed by another service than it names");
            }
            var person = actingUser(claims);
            if (person != null && !rights.mayNameAPerson(signer)) {
                throw refused("%s carries nobody's calls and names a person".formatted(signer));
            }
            var granted = rights.granted(signer, scopes(claims));
            var proven =
                    new Proven(
                            claims.getIssuer(),
                            Set.copyOf(claims.getAudience()),
                            instant(claims.getIssuedAt()),
                            instant(claims.getExpiration()),
                            new Caller(signer, granted, person));
            requireInForce(proven);
            return proven;
        } catch (JwtException | IllegalArgumentException | ClassCastException e) {
            // the parser's words may quote the token, so they stay inside
            throw refused("it is expired, malformed, meant for another service or not trusted");
        }
    }

    /** What a signature cannot say: whether the token is meant for here and in force now. */
    void requireInForce(Proven proven) {
        var now = clock.instant();
        if (!proven.issuer().equals(ISSUER) || !proven.audience().contains(service)) {
            throw refused("it is meant for another service");
        }
        if (!now.minus(skew).isBefore(proven.expires())) {
            throw refused("it is expired");
        }
        var longest = ServiceTokenSettings.LONGEST_LIFE;
        if (Duration.between(proven.issued(), proven.expires()).compareTo(longest) > 0
                || proven.expires().isAfter(now.plus(longest).plus(skew))) {
            throw refused("it lives for longer than five minutes");
        }
    }

    private static Instant instant(@Nullable Date time) {
        if (time == null) {
            throw refused("it has no limit in time");
        }
        return time.toInstant();
    }

    private JwtParser parser(TrustedKeys trusted) {
        return Jwts.parser()
                .keyLocator(header -> {
                    var found =
                            header instanceof JwsHeader && header instanceof ProtectedHeader named
                                    ? trusted.find(named.getKeyId())
                                    : null;
                    return known(found);
                })
                .requireIssuer(ISSUER)
                .requireAudience(service)
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(skew.toSeconds())
                .build();
    }

    private static Key known(@Nullable Key key) {
        if (key == null) {
            throw new JwtException("unknown key");
        }
        return key;
    }

    private static Set<String> scopes(Claims claims) {
        var scopes = new TreeSet<String>();
        if (claims.get("scope") instanceof Collection<?> list) {
            list.forEach(scope -> scopes.add((String) scope));
        }
        return scopes;
    }

    private static @Nullable ActingUser actingUser(Claims claims) {
        if (!(claims.get("act") instanceof Map<?, ?> act)) {
            return null;
        }
        if (!(act.get("sub") instanceof String id)) {
            throw new IllegalArgumentException("act without sub");
        }
        var grants = new HashMap<String, String>();
        if (act.get("grants") instanceof Map<?, ?> all) {
            all.forEach((tenant, role) -> grants.put((String) tenant, (String) role));
        }
        return new ActingUser(id, grants, (String) act.get("key"));
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(
                CommonError.UNAUTHENTICATED, "The service token is refused: " + reason + ".");
    }

    /** A token whose signature was found good. */
    record Proven(
            String issuer, Set<String> audience, Instant issued, Instant expires, Caller caller) {}
}
