package dev.agentworks.gateway.session;

import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a browser continues its session with. The session stands beside the token, so that the CSRF
 * token can be checked before the token is used.
 */
public record RefreshCookie(String sessionId, String token) {
    private static final char BETWEEN = '.';

    /** The cookie of this request, if it has one. */
    public static Optional<RefreshCookie> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(SessionCookies.REFRESH))
                .flatMap(cookie -> read(cookie.getValue()));
    }

    private static Optional<RefreshCookie> read(String value) {
        int at = value.indexOf(BETWEEN);
        return at < 1 || at == value.length() - 1
                ? Optional.empty()
                : Optional.of(new RefreshCookie(value.substring(0, at), value.substring(at + 1)));
    }

    String value() {
        return sessionId + BETWEEN + token;
    }
}
