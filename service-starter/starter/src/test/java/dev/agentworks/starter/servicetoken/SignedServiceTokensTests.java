package dev.agentworks.starter.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedServiceTokensTests {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair ANNAS = Jwks.CRV.Ed25519.keyPair().build();
    private static final KeyPair NEXT = Jwks.CRV.Ed25519.keyPair().build();
    private static final KeyPair BOBS = Jwks.CRV.Ed25519.keyPair().build();
    private static final KeyPair CAROLS = Jwks.CRV.Ed25519.keyPair().build();
    private static final String TRUSTED =
            "anna:1:%s,anna:2:%s,bob:1:%s,carol:1:%s"
                    .formatted(open(ANNAS), open(NEXT), open(BOBS), open(CAROLS));
    private static final Map<String, List<String>> CALLERS =
            Map.of(
                    "read", List.of("anna"),
                    "write", List.of("anna"),
                    "operate", List.of("carol"));
    private final ServiceTokens anna = tokens("anna", "1", ANNAS);
    private final ServiceTokens bob = tokens("bob", "1", BOBS);
    private final ServiceTokens carol = tokens("carol", "1", CAROLS);

    @Test
    void tellsWhoCallsForWhatAndForWhom() {
        var user = new ActingUser("u", Map.of("w", "ADMIN"));

        var caller = bob.verify(anna.mint("bob", Set.of("bob:read", "bob:write"), user));

        assertThat(caller).isEqualTo(new Caller("anna", Set.of("bob:read", "bob:write"), user));
    }

    @Test
    void grantsAScopeOnlyToTheCallersThatItsTableNames() {
        var scopes = Set.of("bob:read", "bob:write", "bob:operate", "carol:read", "read");

        assertThat(bob.verify(anna.mint("bob", scopes, null)).scopes())
                .containsExactlyInAnyOrder("bob:read", "bob:write");
        assertThat(bob.verify(carol.mint("bob", scopes, null)).scopes())
                .containsExactly("bob:operate");
    }

    @Test
    void letsOnlyThoseWhoCarryPeoplesCallsNameAPerson() {
        var user = new ActingUser("u", Map.of("w", "OWNER"));

        assertThat(bob.verify(anna.mint("bob", Set.of("bob:read"), user)).actingUser())
                .isEqualTo(user);
        assertRefused(carol.mint("bob", Set.of("bob:operate"), user));
        assertRefused(bob.mint("bob", Set.of("bob:read"), user));
    }

    @Test
    void takesTheNextKeyWhileTheOldOneIsStillInUse() {
        var next = tokens("anna", "2", NEXT);

        assertThat(bob.verify(next.mint("bob", Set.of(), null)).service()).isEqualTo("anna");
        assertThat(bob.verify(anna.mint("bob", Set.of(), null)).service()).isEqualTo("anna");
    }

    @Test
    void refusesATokenForAnotherService() {
        assertRefused(anna.mint("carol", Set.of("bob:read"), null));
    }

    @Test
    void refusesAnExpiredTokenAndOneThatLivesTooLong() {
        assertRefused(signed(NOW.minus(Duration.ofMinutes(5)), NOW.minus(Duration.ofMinutes(1))));
        assertRefused(signed(NOW, NOW.plus(Duration.ofMinutes(6))));
        assertRefused(signed(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofMinutes(61))));
        assertRefused(
                token("anna/1").issuedAt(Date.from(NOW)).signWith(ANNAS.getPrivate()).compact());
    }

    @Test
    void refusesAnUnknownKeyAForeignOneAndNone() {
        var life =
                token("anna/9").issuedAt(Date.from(NOW)).expiration(Date.from(NOW.plusSeconds(60)));

        assertRefused(life.signWith(ANNAS.getPrivate()).compact());
        assertRefused(aMinute("anna/1").signWith(BOBS.getPrivate()).compact());
        assertRefused(aMinute("bob/1").signWith(BOBS.getPrivate()).compact());
        assertRefused(
                Jwts.builder()
                        .subject("anna")
                        .audience()
                        .single("bob")
                        .signWith(ANNAS.getPrivate())
                        .compact());
    }

    @Test
    void refusesOtherAlgorithms() {
        var unsigned =
                Jwts.builder()
                        .issuer("agentworks-platform")
                        .subject("anna")
                        .audience()
                        .single("bob")
                        .compact();
        var secret = Keys.hmacShaKeyFor(ANNAS.getPublic().getEncoded());

        assertRefused(unsigned);
        assertRefused(aMinute("anna/1").signWith(secret).compact());
        assertRefused("");
        assertRefused("a.b.c");
    }

    @Test
    void refusesAnotherIssuer() {
        assertRefused(aMinute("anna/1").issuer("somebody").signWith(ANNAS.getPrivate()).compact());
    }

    @Test
    void refusesToBeSetUpForALongLife() {
        assertThatThrownBy(() ->
                        new ServiceTokenSettings(
                                "",
                                "",
                                Duration.ofMinutes(6),
                                Duration.ZERO,
                                List.of(),
                                Map.of(),
                                List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> bob.verify(token))
                .isInstanceOf(ProblemException.class)
                .satisfies(refusal ->
                        assertThat(((ProblemException) refusal).code().status()).isEqualTo(401));
    }

    private static String signed(Instant from, Instant until) {
        return token("anna/1")
                .issuedAt(Date.from(from))
                .expiration(Date.from(until))
                .signWith(ANNAS.getPrivate())
                .compact();
    }

    private static JwtBuilder aMinute(String keyId) {
        return token(keyId).issuedAt(Date.from(NOW)).expiration(Date.from(NOW.plusSeconds(60)));
    }

    private static JwtBuilder token(String keyId) {
        return Jwts.builder()
                .header()
                .keyId(keyId)
                .and()
                .issuer("agentworks-platform")
                .subject("anna")
                .audience()
                .single("bob")
                .claim("scope", List.of("bob:read"));
    }

    private static ServiceTokens tokens(String service, String kid, KeyPair pair) {
        var secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        var settings =
                new ServiceTokenSettings(
                        kid + ":" + secret,
                        TRUSTED,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        List.of(),
                        CALLERS,
                        List.of("anna"));
        return new SignedServiceTokens(service, settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String open(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }
}
