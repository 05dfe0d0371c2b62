package dev.agentworks.gateway.session;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisUnavailableException;
import io.lettuce.core.SetArgs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Remembers sessions that ended before their access tokens expire. Redis shares them with all
 * instances; without Redis only the instance that ended a session refuses its tokens, until they
 * expire.
 */
@Component
class Revocations {
    private static final int MOST = 100_000;

    private final ConcurrentMap<String, Instant> here = new ConcurrentHashMap<>();
    private final RedisConnection redis;
    private final Clock clock;
    private final Sinks.Many<String> announced = Sinks.many().multicast().directBestEffort();

    Revocations(RedisConnection redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    Mono<Void> revoke(String sessionId, Duration remembered) {
        return Mono.defer(() -> {
            if (here.size() > MOST) {
                here.values().removeIf(until -> until.isBefore(clock.instant()));
            }
            here.put(sessionId, clock.instant().plus(remembered));
            announce(sessionId);
            return Mono.fromFuture(() ->
                            redis.submit(commands ->
                                    commands.set(
                                            key(sessionId), "1", SetArgs.Builder.ex(remembered))))
                    .onErrorResume(RedisUnavailableException.class, _ -> Mono.empty())
                    .then();
        });
    }

    /** Completes when this instance revokes the session; other instances are asked for it. */
    Mono<Void> revocationOf(String sessionId) {
        return announced.asFlux().filter(sessionId::equals).next().then();
    }

    // several sessions may end at once; a sink is for one thread at a time
    private synchronized void announce(String sessionId) {
        announced.tryEmitNext(sessionId);
    }

    Mono<Verdict> verdict(String sessionId) {
        return Mono.defer(() -> {
            var until = here.get(sessionId);
            if (until != null && until.isAfter(clock.instant())) {
                return Mono.just(Verdict.REVOKED);
            }
            return Mono.fromFuture(
                            () -> redis.<Long>submit(commands -> commands.exists(key(sessionId))))
                    .map(found -> found > 0 ? Verdict.REVOKED : Verdict.GOOD)
                    .onErrorResume(
                            RedisUnavailableException.class, _ -> Mono.just(Verdict.UNKNOWN));
        });
    }

    private static String key(String sessionId) {
        return "gateway:revoked:" + sessionId;
    }

    /** The state of a session; UNKNOWN while Redis is unreachable. */
    enum Verdict {
        GOOD,
        REVOKED,
        UNKNOWN
    }
}
