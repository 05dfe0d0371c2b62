package dev.agentworks.starter.redis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says when Redis is gone, or too slow to be asked, without asking it anew. */
record RedisHealth(RedisConnection redis) implements HealthIndicator {
    @Override
    public Health health() {
        if (redis.isAnswering()) {
            return Health.up().build();
        }
        return Health.down()
                .withDetail("redis", redis.isConnected() ? "does not answer in time" : "is gone")
                .build();
    }
}
