package dev.agentworks.router.limit;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisTokenBuckets;
import dev.agentworks.starter.redis.RedisTokenBuckets.Demand;
import dev.agentworks.starter.redis.RedisTokenBuckets.Level;
import dev.agentworks.starter.redis.RedisUnavailableException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Buckets in Redis, the same for all instances. */
@Component
class SharedBucket implements Bucket {
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private final RedisConnection redis;
    private final RedisTokenBuckets buckets;

    SharedBucket(RedisConnection redis, RedisTokenBuckets buckets) {
        this.redis = redis;
        this.buckets = buckets;
    }

    @Override
    public Optional<Taken> take(String name, Pace pace, Amount wanted, Amount needed, Amount back) {
        var demands =
                List.of(
                        new Demand(
                                level(pace.requests()),
                                wanted.requests(),
                                needed.requests(),
                                back.requests()),
                        new Demand(
                                level(pace.tokens()),
                                wanted.tokens(),
                                needed.tokens(),
                                back.tokens()));
        try {
            return Optional.of(taken(redis.await(buckets.take(key(name), demands))));
        } catch (RedisUnavailableException _) {
            return Optional.empty();
        }
    }

    @Override
    public void atMost(String name, Pace pace, Amount left) {
        // the vendor's next answer says it again, should Redis be unavailable now
        buckets.lower(
                key(name),
                List.of(level(pace.requests()), level(pace.tokens())),
                List.of(left.requests(), left.tokens()));
    }

    private static Level level(double perMinute) {
        return new Level(perMinute, perMinute / MILLIS_OF_A_MINUTE);
    }

    private static Taken taken(RedisTokenBuckets.Taken taken) {
        return new Taken(
                new Amount(taken.amounts().get(0), taken.amounts().get(1)),
                taken.pause().toMillis());
    }

    private static String key(String name) {
        return "router:limit:{" + name + "}";
    }
}
