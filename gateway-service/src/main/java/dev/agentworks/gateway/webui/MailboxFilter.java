package dev.agentworks.gateway.webui;

import java.net.URI;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads from {@code /dev/mail} to the mailbox of the local stack; elsewhere there is no such page.
 */
@Component
@Order(79)
class MailboxFilter implements WebFilter {
    private static final String PATH = "/dev/mail";

    private final String mailbox;

    MailboxFilter(WebUiSettings settings) {
        this.mailbox = settings.mailbox();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!request.getPath().value().equals(PATH)) {
            return chain.filter(exchange);
        }
        var response = exchange.getResponse();
        if (mailbox.isBlank()) {
            // and not the web UI, which answers every other path
            response.setStatusCode(HttpStatus.NOT_FOUND);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(mailbox));
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.setComplete();
    }
}
