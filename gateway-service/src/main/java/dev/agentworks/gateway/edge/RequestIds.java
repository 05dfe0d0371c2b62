package dev.agentworks.gateway.edge;

import dev.agentworks.starter.identifier.Uuids;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Gives every request an id, or keeps the client's, and returns it in a response header. */
@Component
@Order(0)
public class RequestIds implements WebFilter {
    /** The header of the id in requests, responses and forwarded calls. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** The id of the current request, for calls made on its behalf. */
    public static String in(ContextView context) {
        return context.hasKey(HEADER) ? context.get(HEADER) : Uuids.v7().toString();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var given = exchange.getRequest().getHeaders().getFirst(HEADER);
        var id = given != null && SHAPE.matcher(given).matches() ? given : Uuids.v7().toString();
        exchange.getResponse().getHeaders().set(HEADER, id);
        exchange.getAttributes().put(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(HEADER, id));
    }
}
