package dev.agentworks.starter.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is and how long it may take.
 *
 * @param timeout how long the answer to a call is waited for
 * @param connectTimeout how long opening a connection may take
 * @param pause how long no call is made after an answer was late
 * @param reconnectDelay how long after a loss, and after each attempt, it is connected again
 * @param probe how often it is asked whether it answers
 */
@ConfigurationProperties("agentworks.redis")
public record RedisSettings(
        @DefaultValue("redis://localhost:6379") String url,
        @DefaultValue("300ms") Duration timeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("1s") Duration pause,
        @DefaultValue("500ms") Duration reconnectDelay,
        @DefaultValue("500ms") Duration probe) {}
