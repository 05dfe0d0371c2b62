package dev.agentworks.router.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is and how long it may take.
 *
 * @param timeout after this an answer is no longer waited for
 * @param pause for so long nothing is asked after an answer was late
 */
@ConfigurationProperties("agentworks.redis")
record RedisSettings(
        @DefaultValue("redis://localhost:6379") String url,
        @DefaultValue("100ms") Duration timeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("1s") Duration pause) {}
