package dev.agentworks.starter.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentTokensTests {
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final KeyPair ANNAS = Jwks.CRV.Ed25519.keyPair().build();
    private static final KeyPair BOBS = Jwks.CRV.Ed25519.keyPair().build();
    private static final ActingUser USER = new ActingUser("u", Map.of("w", "ADMIN"));
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final RecentTokens anna = tokens("anna", ANNAS);
    private final RecentTokens bob = tokens("bob", BOBS);

    @Test
    void usesATokenAgainForTheSameCallAlone() {
        var token = anna.mint("bob", Set.of("bob:read"), USER);

        assertThat(anna.mint("bob", Set.of("bob:read"), USER)).isSameAs(token);
        assertThat(anna.mint("carol", Set.of("bob:read"), USER)).isNotEqualTo(token);
        assertThat(anna.mint("bob", Set.of("bob:read", "bob:write"), USER)).isNotEqualTo(token);
        assertThat(anna.mint("bob", Set.of("bob:read"), null)).isNotEqualTo(token);
        assertThat(anna.mint("bob", Set.of("bob:read"), new ActingUser("u", Map.of("w", "VIEWER"))))
                .isNotEqualTo(token);
    }

    @Test
    void makesANewTokenWhileTheOldOneStillLives() {
        var token = anna.mint("bob", Set.of(), null);

        pass(LIFE.dividedBy(2));
        assertThat(anna.mint("bob", Set.of(), null)).isSameAs(token);

        pass(LIFE.dividedBy(4));
        assertThat(anna.mint("bob", Set.of(), null)).isNotEqualTo(token);
        assertThat(bob.verify(token).service()).isEqualTo("anna");
    }

    @Test
    void makesANewTokenWhenTheClockWasSetBack() {
        var token = anna.mint("bob", Set.of(), null);

        pass(Duration.ofMinutes(-10));

        assertThat(bob.verify(anna.mint("bob", Set.of(), null)).service()).isEqualTo("anna");
        assertRefused(bob, token);
    }

    @Test
    void refusesAProvenTokenOnceItHasExpired() {
        var token = anna.mint("bob", Set.of("bob:read"), USER);
        var caller = new Caller("anna", Set.of("bob:read"), USER);
        assertThat(bob.verify(token)).isEqualTo(caller);

        pass(LIFE.plus(SKEW).minusSeconds(1));
        assertThat(bob.verify(token)).isEqualTo(caller);

        pass(Duration.ofSeconds(1));
        assertRefused(bob, token);
        assertRefused(bob, token);
    }

    @Test
    void refusesAnAlteredTokenThoughTheGenuineOneIsKnown() {
        var token = anna.mint("bob", Set.of("bob:read"), USER);
        bob.verify(token);
        var parts = token.split("[.]");
        var more =
                new String(Base64.getUrlDecoder().decode(parts[1]))
                        .replace("bob:read", "bob:write");
        var claims = Base64.getUrlEncoder().withoutPadding().encodeToString(more.getBytes());

        assertRefused(bob, parts[0] + "." + claims + "." + parts[2]);
        for (int place = 0; place < token.length() - 1; place += 7) {
            var letter = token.charAt(place) == 'A' ? 'B' : 'A';
            assertRefused(bob, token.substring(0, place) + letter + token.substring(place + 1));
        }
        assertThat(bob.verify(token).service()).isEqualTo("anna");
    }

    @Test
    void whatOneServiceHasProvenIsNothingToAnother() {
        var token = anna.mint("bob", Set.of(), null);
        bob.verify(token);

        assertRefused(anna, token);
    }

    @Test
    void keepsTheLatestAlone() {
        var recent = new Recent<Integer, String>(2);
        recent.keep(1, "one");
        recent.keep(2, "two");
        assertThat(recent.find(1)).isEqualTo("one");

        recent.keep(3, "three");

        assertThat(recent.find(2)).isNull();
        assertThat(recent.find(1)).isEqualTo("one");
        assertThat(recent.find(3)).isEqualTo("three");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void assertRefused(RecentTokens tokens, String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOf(ProblemException.class)
                .satisfies(refusal ->
                        assertThat(((ProblemException) refusal).code().status()).isEqualTo(401));
    }

    private RecentTokens tokens(String service, KeyPair pair) {
        var key = "1:" + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        var trusted = "anna:1:%s,bob:1:%s".formatted(open(ANNAS), open(BOBS));
        var settings =
                new ServiceTokenSettings(
                        key,
                        trusted,
                        LIFE,
                        SKEW,
                        List.of(),
                        Map.of("read", List.of("anna")),
                        List.of("anna"));
        InstantSource source = now::get;
        var clock = source.withZone(ZoneOffset.UTC);
        return new RecentTokens(new SignedServiceTokens(service, settings, clock), LIFE, clock);
    }

    private static String open(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }
}
