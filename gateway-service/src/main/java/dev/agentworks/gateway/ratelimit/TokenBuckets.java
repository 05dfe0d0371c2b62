package dev.agentworks.gateway.ratelimit;

import dev.agentworks.gateway.redis.RedisDoor;
import dev.agentworks.gateway.redis.RedisLost;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes one token for one call: from buckets in Redis that all instances share, or from local ones
 * while Redis is unreachable.
 */
@Component
public class TokenBuckets {
    // uses Redis' clock, because the clocks of instances may differ
    private static final String TAKE =
            """
            local capacity, pace = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens, at = tonumber(bucket[1]) or capacity, tonumber(bucket[2]) or now
            tokens = math.min(capacity, tokens + math.max(0, now - at) * pace)
            local allowed = 0
            if tokens >= 1 then
              tokens = tokens - 1
              allowed = 1
            end
            redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / pace) + 1000)
            return {allowed, math.floor(tokens * 1000)}
            """;

    private final RedisDoor redis;
    private final LocalBuckets local;

    TokenBuckets(RedisDoor redis, Clock clock) {
        this.redis = redis;
        this.local = new LocalBuckets(clock);
    }

    /** Takes a token from the bucket of this name. */
    public Mono<Permit> take(String bucket, Rate rate) {
        return redis.ask(commands ->
                        commands.<List<Long>>eval(
                                        TAKE,
                                        ScriptOutputType.MULTI,
                                        new String[] {"gateway:bucket:" + bucket},
                                        Long.toString(rate.capacity()),
                                        Double.toString(rate.perMilli()))
                                .next())
                .map(answer -> permit(rate, answer))
                .onErrorResume(
                        RedisLost.class, _ -> Mono.fromSupplier(() -> local.take(bucket, rate)));
    }

    private static Permit permit(Rate rate, List<Long> answer) {
        return LocalBuckets.permit(rate, answer.get(0) == 1, answer.get(1) / 1000.0);
    }
}
