package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.ratelimit.Permit;
import dev.agentworks.gateway.ratelimit.Rate;
import dev.agentworks.gateway.ratelimit.RateLimitSettings;
import dev.agentworks.gateway.ratelimit.TokenBuckets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Limits sign-in attempts per account, whether it exists or not, and per address. */
@Component
class SignInLimits {
    private final TokenBuckets buckets;
    private final RateLimitSettings settings;
    private final ClientAddress addresses;

    SignInLimits(TokenBuckets buckets, RateLimitSettings settings, ClientAddress addresses) {
        this.buckets = buckets;
        this.settings = settings;
        this.addresses = addresses;
    }

    Mono<Void> admit(ServerWebExchange exchange, @Nullable String email) {
        var address = "address:" + addresses.of(exchange.getRequest());
        return take(exchange, address, settings.address())
                .then(
                        email == null
                                ? Mono.empty()
                                : take(exchange, "account:" + account(email), settings.account()));
    }

    private Mono<Void> take(ServerWebExchange exchange, String bucket, Rate rate) {
        return buckets.take(bucket, rate)
                .doOnNext(permit -> permit.describe(exchange.getResponse().getHeaders()))
                .filter(permit -> !permit.allowed())
                .map(Permit::refusal)
                .flatMap(Mono::error);
    }

    private static String account(String email) {
        var name = email.strip().toLowerCase(Locale.ROOT);
        return name.length() > 254 ? name.substring(0, 254) : name;
    }
}
