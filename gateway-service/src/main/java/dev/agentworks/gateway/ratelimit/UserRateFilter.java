package dev.agentworks.gateway.ratelimit;

import java.security.Principal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds each person to the rate, and tells them on every answer how much is left. */
@Component
@Order(60)
class UserRateFilter implements WebFilter {
    private final TokenBuckets buckets;
    private final Rate rate;

    UserRateFilter(TokenBuckets buckets, RateSettings settings) {
        this.buckets = buckets;
        this.rate = settings.user();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(Principal::getName)
                .flatMap(user -> buckets.take("user:" + user, rate))
                .doOnNext(permit -> permit.describe(exchange.getResponse().getHeaders()))
                .flatMap(permit -> permit.allowed() ? Mono.empty() : Mono.error(permit.refusal()))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
