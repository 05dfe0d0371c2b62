package dev.agentworks.starter.redis;

import io.lettuce.core.RedisClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Connects a service to Redis where Lettuce is on its class path. */
@AutoConfiguration
@ConditionalOnClass(RedisClient.class)
@EnableConfigurationProperties(RedisSettings.class)
final class RedisAutoConfiguration {
    @Bean
    RedisConnection redisConnection(RedisSettings settings) {
        return new RedisConnection(settings);
    }

    @Bean
    RedisTokenBuckets redisTokenBuckets(RedisConnection redis) {
        return new RedisTokenBuckets(redis);
    }

    @Bean
    RedisHealth redisHealthIndicator(RedisConnection redis) {
        return new RedisHealth(redis);
    }

    @Bean
    RedisMetrics redisMetrics(RedisConnection redis) {
        return new RedisMetrics(redis);
    }
}
