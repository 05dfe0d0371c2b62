package dev.agentworks.starter.redis;

import org.jspecify.annotations.Nullable;

/** Redis gave no answer; the caller goes on without it. */
public final class RedisUnavailableException extends RuntimeException {
    RedisUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
