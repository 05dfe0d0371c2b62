package dev.agentworks.gateway.session;

import dev.agentworks.gateway.edge.EdgeSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/** The cookies of a signed-in browser. */
@Component
public class SessionCookies {
    static final String ACCESS = "aw_access";
    static final String REFRESH = "aw_refresh";
    static final String CSRF = "aw_csrf";

    private static final String EVERYWHERE = "/";
    // the refresh token is sent to the refresh and logout routes only
    private static final String AUTH_ONLY = "/auth";

    private final boolean secure;
    private final Clock clock;

    SessionCookies(EdgeSettings settings, Clock clock) {
        this.secure = settings.secure();
        this.clock = clock;
    }

    /** Sets the cookies of an opened session. */
    public void set(ServerHttpResponse response, OpenedSession session) {
        var refresh = new RefreshCookie(session.sessionId(), session.refreshToken());
        var untilRefreshEnds = Duration.between(clock.instant(), session.refreshEndsAt());
        response.addCookie(
                cookie(ACCESS, session.accessToken(), EVERYWHERE, session.accessLife())
                        .sameSite("Lax")
                        .build());
        response.addCookie(cookie(REFRESH, refresh.value(), AUTH_ONLY, untilRefreshEnds).build());
        response.addCookie(
                cookie(CSRF, session.csrfToken(), EVERYWHERE, untilRefreshEnds)
                        .httpOnly(false)
                        .build());
    }

    /** Deletes the cookies. */
    public void clear(ServerHttpResponse response) {
        response.addCookie(cookie(ACCESS, "", EVERYWHERE, Duration.ZERO).sameSite("Lax").build());
        response.addCookie(cookie(REFRESH, "", AUTH_ONLY, Duration.ZERO).build());
        response.addCookie(cookie(CSRF, "", EVERYWHERE, Duration.ZERO).httpOnly(false).build());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(
            String name, String value, String path, Duration life) {
        return ResponseCookie.from(name, value)
                .path(path)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(life);
    }
}
