package dev.agentworks.gateway.redis;

import org.jspecify.annotations.Nullable;

/** Redis gave no answer; the caller goes on without it. */
public final class RedisLost extends RuntimeException {
    RedisLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
