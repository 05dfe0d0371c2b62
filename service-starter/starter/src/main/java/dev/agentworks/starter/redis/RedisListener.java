package dev.agentworks.starter.redis;

/** Receives what is published in Redis, on a thread of the connection: it must not block. */
@FunctionalInterface
public interface RedisListener {
    /** A message was published on the channel. */
    void message(String channel, String text);

    /**
     * A subscription is in force, for the first time or again after a loss: messages that were
     * published before may have been missed.
     */
    default void subscribed() {}
}
