package dev.agentworks.gateway.webui;

import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Maps the path of a folder to its index page. */
@Component
@Order(80)
class IndexPageFilter implements WebFilter {
    private static final Map<String, String> PAGES =
            Map.of(
                    "", "/index.html",
                    "/", "/index.html",
                    "/docs", "/docs/index.html",
                    "/docs/", "/docs/index.html");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var page = PAGES.get(exchange.getRequest().getPath().value());
        return chain.filter(
                page == null
                        ? exchange
                        : exchange.mutate().request(request -> request.path(page)).build());
    }
}
