package dev.agentworks.gateway.session.oidc;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads id tokens: signed by the provider, made for us and for this sign-in, and not too old. */
@Component
class IdTokens {
    private static final int SKEW_SECONDS = 60;

    private final ProviderClient client;
    private final Clock clock;

    IdTokens(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Mono<Account> read(
            OidcProvider provider, ProviderMetadata of, String token, PendingSignIn pending) {
        return attempt(provider, of, token, pending, false)
                // the provider may have changed its keys
                .onErrorResume(UnknownKey.class, _ -> attempt(provider, of, token, pending, true))
                .onErrorMap(JwtException.class, _ -> ProviderClient.refused())
                .onErrorMap(IllegalArgumentException.class, _ -> ProviderClient.refused());
    }

    private Mono<Account> attempt(
            OidcProvider provider,
            ProviderMetadata of,
            String token,
            PendingSignIn pending,
            boolean fresh) {
        return client.keys(provider, of, fresh)
                .map(keys -> account(claims(provider, of, keys, token), pending));
    }

    private Claims claims(OidcProvider provider, ProviderMetadata of, String keys, String token) {
        return Jwts.parser()
                .keyLocator(header -> key(keys, (ProtectedHeader) header))
                .requireIssuer(of.issuer())
                .requireAudience(provider.clientId())
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(SKEW_SECONDS)
                .build()
                .parseSignedClaims(token)
                .getPayload();
    }

    // only public keys: a token that is signed with a shared secret is nobody's
    private static Key key(String keys, ProtectedHeader header) {
        if (!(header instanceof JwsHeader)) {
            throw new IllegalArgumentException("not signed");
        }
        return Jwks.setParser().build().parse(keys).getKeys().stream()
                .filter(key -> key.getId() != null && key.getId().equals(header.getKeyId()))
                .map(key -> (Key) key.toKey())
                .filter(PublicKey.class::isInstance)
                .findFirst()
                .orElseThrow(UnknownKey::new);
    }

    private static Account account(Claims claims, PendingSignIn pending) {
        var nonce = claims.get("nonce", String.class);
        var subject = claims.getSubject();
        if (nonce == null
                || subject == null
                || claims.getExpiration() == null
                || !MessageDigest.isEqual(
                        nonce.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        pending.nonce().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            throw ProviderClient.refused();
        }
        return new Account(
                claims.getIssuer(),
                subject,
                claims.get("email", String.class),
                isTrue(claims.get("email_verified")),
                claims.get("name", String.class));
    }

    // some providers write it as a text
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    /** An account as its provider has proven it. */
    record Account(
            String issuer,
            String subject,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name) {}

    private static final class UnknownKey extends RuntimeException {
        UnknownKey() {
            super("the token names a key that is not there");
        }
    }
}
