package dev.agentworks.gateway.ratelimit;

/**
 * A rate limit: the capacity of a bucket and how fast it is refilled.
 *
 * @param capacity the size of the bucket
 * @param perMinute how many tokens are added in a minute
 */
public record Rate(long capacity, double perMinute) {
    public Rate {
        if (capacity < 1 || perMinute <= 0) {
            throw new IllegalArgumentException(
                    "a rate needs a capacity and a pace above zero, was %d and %s"
                            .formatted(capacity, perMinute));
        }
    }

    double perMilli() {
        return perMinute / 60_000;
    }
}
