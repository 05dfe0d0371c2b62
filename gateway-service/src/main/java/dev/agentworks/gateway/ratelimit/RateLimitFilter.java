package dev.agentworks.gateway.ratelimit;

import java.security.Principal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Applies the rate limit of each caller and returns on every response how much is left. */
@Component
@Order(60)
class RateLimitFilter implements WebFilter {
    private final TokenBuckets buckets;
    private final Rate rate;

    RateLimitFilter(TokenBuckets buckets, RateLimitSettings settings) {
        this.buckets = buckets;
        this.rate = settings.user();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .flatMap(this::take)
                .doOnNext(permit -> permit.describe(exchange.getResponse().getHeaders()))
                .flatMap(permit -> permit.allowed() ? Mono.empty() : Mono.error(permit.refusal()))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private Mono<Permit> take(Principal caller) {
        return buckets.take(
                "user:" + caller.getName(),
                caller instanceof RateLimitedPrincipal own ? own.rate() : rate);
    }
}
