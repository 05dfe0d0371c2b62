package dev.agentworks.gateway.session;

import dev.agentworks.starter.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** CSRF tokens, bound to the session, so that a token of another session is refused. */
@Component
public class CsrfTokens {
    static final String HEADER = "X-CSRF-Token";

    private final SingletonSupplier<SecretKeySpec> key;

    CsrfTokens(SessionKeys keys) {
        this.key =
                SingletonSupplier.of(() ->
                        new SecretKeySpec(
                                Sha256.bytes(keys.key().privateKey().getEncoded()), "HmacSHA256"));
    }

    String of(String sessionId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key.obtain());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            mac.doFinal(("csrf:" + sessionId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Whether the request carries the token of the user's session. */
    public boolean provenFor(SignedInUser user, ServerHttpRequest request) {
        return same(request.getHeaders().getFirst(HEADER), of(user.sessionId()));
    }

    /** Whether the request carries the token of the session that the cookie continues. */
    public boolean provenFor(RefreshCookie cookie, ServerHttpRequest request) {
        return same(request.getHeaders().getFirst(HEADER), of(cookie.sessionId()));
    }

    private static boolean same(@Nullable String given, String expected) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
    }
}
