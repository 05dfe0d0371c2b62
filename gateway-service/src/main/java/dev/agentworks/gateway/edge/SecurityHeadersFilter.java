package dev.agentworks.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Sets the security headers of every response. */
@Component
@Order(10)
class SecurityHeadersFilter implements WebFilter {
    /** What people upload does nothing, wherever it is opened. */
    private static final String FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static final PathPattern FILE =
            PathPatternParser.defaultInstance.parse(
                    "/api/cards/{card}/attachments/{attachment}/content");

    private final String contentPolicy;
    private final boolean secure;

    SecurityHeadersFilter(EdgeSettings settings) {
        var url = settings.publicUrl();
        this.secure = settings.secure();
        // older browsers do not match a WebSocket to the same host with 'self'
        var sockets = (secure ? "wss://" : "ws://") + url.getAuthority();
        this.contentPolicy =
                "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                        + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' "
                        + sockets
                        + "; object-src 'none'; base-uri 'self'; form-action 'self';"
                        + " frame-ancestors 'none'";
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        var isFile = FILE.matches(exchange.getRequest().getPath().pathWithinApplication());
        headers.set("Content-Security-Policy", isFile ? FILE_POLICY : contentPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (secure) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        var path = exchange.getRequest().getPath().value();
        if (path.startsWith("/api") || path.startsWith("/auth") || path.startsWith("/v1")) {
            // responses for a person must not stay in a cache after the session ends
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return chain.filter(exchange);
    }
}
