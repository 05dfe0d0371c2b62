package dev.agentworks.gateway.session;

import dev.agentworks.gateway.edge.ClientAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Opens the session of somebody who has just proven who they are, and gives its cookies. */
@Component
public class SessionOpener {
    private static final int LONGEST_USER_AGENT = 500;

    private final SignIn signIn;
    private final SessionCookies cookies;
    private final ClientAddress addresses;

    SessionOpener(SignIn signIn, SessionCookies cookies, ClientAddress addresses) {
        this.signIn = signIn;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    public Mono<OpenedSession> open(UserAccount user, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return signIn.open(user, userAgent(request.getHeaders()), addresses.of(request))
                .doOnNext(session -> cookies.set(exchange.getResponse(), session));
    }

    /** What the client says it is, for the list of sessions; it need not say, nor be brief. */
    private static String userAgent(HttpHeaders headers) {
        var named = headers.getFirst(HttpHeaders.USER_AGENT);
        if (named == null) {
            return "";
        }
        return named.length() > LONGEST_USER_AGENT ? named.substring(0, LONGEST_USER_AGENT) : named;
    }
}
