package dev.agentworks.gateway.ratelimit;

import dev.agentworks.starter.redis.RedisTokenBuckets;
import dev.agentworks.starter.redis.RedisTokenBuckets.Demand;
import dev.agentworks.starter.redis.RedisTokenBuckets.Level;
import dev.agentworks.starter.redis.RedisUnavailableException;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes one token for one call: from buckets in Redis that all instances share, or from local ones
 * while Redis is unreachable. Those go on with what was left, so that nobody gains fresh attempts
 * by a loss of Redis.
 */
@Component
public class TokenBuckets {
    private final RedisTokenBuckets shared;
    private final LocalBuckets local;

    TokenBuckets(RedisTokenBuckets shared, Clock clock) {
        this.shared = shared;
        this.local = new LocalBuckets(clock);
    }

    /** Takes a token from the bucket of this name. */
    public Mono<Permit> take(String bucket, Rate rate) {
        var one = Demand.of(new Level(rate.capacity(), rate.perMilli()), 1);
        return Mono.fromFuture(() -> shared.take("gateway:bucket:" + bucket, List.of(one)))
                .doOnNext(taken -> local.note(bucket, rate, taken.left().getFirst()))
                .map(taken -> LocalBuckets.permit(rate, taken.isGranted(), taken.left().getFirst()))
                .onErrorResume(
                        RedisUnavailableException.class,
                        _ -> Mono.fromSupplier(() -> local.take(bucket, rate)));
    }

    /** Puts a token back that was taken for something that does not count. */
    public Mono<Void> giveBack(String bucket, Rate rate) {
        var level = new Level(rate.capacity(), rate.perMilli());
        var one = new Demand(level, 0, 0, 1);
        return Mono.fromFuture(() -> shared.take("gateway:bucket:" + bucket, List.of(one)))
                .doOnNext(back -> local.note(bucket, rate, back.left().getFirst()))
                .then()
                .onErrorResume(
                        RedisUnavailableException.class,
                        _ -> Mono.fromRunnable(() -> local.giveBack(bucket, rate)));
    }
}
