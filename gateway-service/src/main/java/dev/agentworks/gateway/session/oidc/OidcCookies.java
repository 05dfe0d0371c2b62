package dev.agentworks.gateway.session.oidc;

import dev.agentworks.gateway.edge.EdgeSettings;
import dev.agentworks.gateway.session.ExternalAccount;
import dev.agentworks.gateway.session.SigningSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a browser carries while it signs in with another provider. */
@Component
public class OidcCookies {
    private static final String PENDING = "aw_oidc";
    private static final String LINK = "aw_oidc_link";
    private static final String PATH = "/auth/oidc";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SigningSecret secret;
    private final boolean secure;
    private final Clock clock;

    OidcCookies(SigningSecret secret, EdgeSettings edge, Clock clock) {
        this.secret = secret;
        this.secure = edge.secure();
        this.clock = clock;
    }

    /** An account that waits to be linked. */
    record Waiting(ExternalAccount account, Instant expiresAt) {}

    public void setPending(ServerHttpResponse response, PendingSignIn pending) {
        // it comes back with a redirect of another site, which Strict would keep it from
        response.addCookie(cookie(PENDING, write(PENDING, pending), OidcSignIn.LIFE, "Lax"));
    }

    public @Nullable PendingSignIn pending(ServerHttpRequest request) {
        return read(request, PENDING, PendingSignIn.class);
    }

    public void clearPending(ServerHttpResponse response) {
        response.addCookie(cookie(PENDING, "", Duration.ZERO, "Lax"));
    }

    public void setLink(ServerHttpResponse response, ExternalAccount account) {
        var waiting = new Waiting(account, clock.instant().plus(OidcSignIn.LIFE));
        response.addCookie(cookie(LINK, write(LINK, waiting), OidcSignIn.LIFE, "Strict"));
    }

    public @Nullable ExternalAccount link(ServerHttpRequest request) {
        var waiting = read(request, LINK, Waiting.class);
        return waiting != null && waiting.expiresAt().isAfter(clock.instant())
                ? waiting.account()
                : null;
    }

    public void clearLink(ServerHttpResponse response) {
        response.addCookie(cookie(LINK, "", Duration.ZERO, "Strict"));
    }

    private String write(String use, Object value) {
        return new SignedCookie(secret.bytes(), use).write(JSON.writeValueAsString(value));
    }

    private <T> @Nullable T read(ServerHttpRequest request, String name, Class<T> type) {
        var cookie = request.getCookies().getFirst(name);
        if (cookie == null) {
            return null;
        }
        try {
            return new SignedCookie(secret.bytes(), name)
                    .read(cookie.getValue())
                    .map(text -> JSON.readValue(text, type))
                    .orElse(null);
        } catch (JacksonException ofAnotherVersion) {
            return null;
        }
    }

    private ResponseCookie cookie(String name, String value, Duration life, String sameSite) {
        return ResponseCookie.from(name, value)
                .path(PATH)
                .httpOnly(true)
                .secure(secure)
                .sameSite(sameSite)
                .maxAge(life)
                .build();
    }
}
