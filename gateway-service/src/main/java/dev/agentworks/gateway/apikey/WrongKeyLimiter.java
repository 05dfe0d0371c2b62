package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.ratelimit.Permit;
import dev.agentworks.gateway.ratelimit.TokenBuckets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Limits how many wrong keys an address may send, so that core is not asked about each of them. */
@Component
class WrongKeyLimiter {
    private static final int MOST = 20_000;

    private final ConcurrentMap<String, Refused> refused = new ConcurrentHashMap<>();
    private final TokenBuckets buckets;
    private final ApiKeySettings settings;
    private final Clock clock;

    WrongKeyLimiter(TokenBuckets buckets, ApiKeySettings settings, Clock clock) {
        this.buckets = buckets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses an address that sent too many wrong keys just now. */
    Mono<Void> admit(String address) {
        return Mono.defer(() -> {
            var last = refused.get(address);
            return last != null && last.until().isAfter(clock.instant())
                    ? Mono.error(last.permit().refusal())
                    : Mono.empty();
        });
    }

    /** Counts a wrong key; the permit says whether the address may try another one. */
    Mono<Permit> count(String address) {
        return buckets.take("key-guess:" + address, settings.wrongKeys())
                .doOnNext(permit -> {
                    if (!permit.allowed()) {
                        remember(address, permit);
                    }
                });
    }

    private void remember(String address, Permit permit) {
        var now = clock.instant();
        if (refused.size() > MOST) {
            refused.values().removeIf(entry -> !entry.until().isAfter(now));
        }
        refused.put(address, new Refused(permit, now.plus(permit.pause())));
    }

    private record Refused(Permit permit, Instant until) {}
}
