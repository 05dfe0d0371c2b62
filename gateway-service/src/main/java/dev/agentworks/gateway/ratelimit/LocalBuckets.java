package dev.agentworks.gateway.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Token buckets of this instance alone, used while Redis is unreachable. */
final class LocalBuckets {
    private static final int MOST = 20_000;

    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    LocalBuckets(Clock clock) {
        this.clock = clock;
    }

    /** Remembers what is left in the shared bucket: who has used it up gets no fresh one here. */
    void note(String key, Rate rate, double left) {
        long now = clock.millis();
        forgetFull(rate, now);
        buckets.put(key, new Bucket(left, now, true));
    }

    Permit take(String key, Rate rate) {
        long now = clock.millis();
        forgetFull(rate, now);
        var after =
                buckets.compute(
                        key,
                        (_, before) -> {
                            double tokens =
                                    before == null ? rate.capacity() : before.filled(rate, now);
                            return tokens >= 1
                                    ? new Bucket(tokens - 1, now, true)
                                    : new Bucket(tokens, now, false);
                        });
        return permit(rate, after.taken(), after.tokens());
    }

    private void forgetFull(Rate rate, long now) {
        if (buckets.size() > MOST) {
            buckets.values().removeIf(bucket -> bucket.filled(rate, now) >= rate.capacity());
        }
    }

    void giveBack(String key, Rate rate) {
        long now = clock.millis();
        buckets.computeIfPresent(
                key,
                (_, before) ->
                        new Bucket(
                                Math.min(rate.capacity(), before.filled(rate, now) + 1),
                                now,
                                before.taken()));
    }

    static Permit permit(Rate rate, boolean allowed, double tokens) {
        return new Permit(
                allowed,
                rate.capacity(),
                (long) tokens,
                allowed ? Duration.ZERO : pause(rate, 1 - tokens),
                pause(rate, rate.capacity() - tokens));
    }

    private static Duration pause(Rate rate, double missing) {
        return Duration.ofMillis((long) Math.ceil(missing / rate.perMilli()));
    }

    private record Bucket(double tokens, long at, boolean taken) {
        double filled(Rate rate, long now) {
            return Math.min(rate.capacity(), tokens + Math.max(0, now - at) * rate.perMilli());
        }
    }
}
