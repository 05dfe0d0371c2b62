/**
 * The one way to Redis. A call never waits for long: without a connection, or when the answer is
 * late, it fails at once with {@link dev.agentworks.starter.redis.RedisUnavailableException}, and
 * the caller goes on without Redis.
 *
 * <p>A service that has Lettuce on its class path gets a {@link
 * dev.agentworks.starter.redis.RedisConnection} and {@link
 * dev.agentworks.starter.redis.RedisTokenBuckets}; its settings begin with {@code
 * agentworks.redis}.
 */
@NullMarked
package dev.agentworks.starter.redis;

import org.jspecify.annotations.NullMarked;
