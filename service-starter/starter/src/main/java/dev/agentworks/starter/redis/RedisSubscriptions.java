package dev.agentworks.starter.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The channels that one listener hears, on a connection of its own. They are subscribed to as soon
 * as there is a connection, and again after every loss.
 */
public final class RedisSubscriptions {
    private final RedisListener listener;
    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private final Set<String> patterns = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

    RedisSubscriptions(RedisListener listener) {
        this.listener = listener;
    }

    /** Hears one channel from now on. */
    public void subscribe(String channel) {
        var open = connection;
        if (channels.add(channel) && open != null) {
            open.async().subscribe(channel);
        }
    }

    /** Hears the channel no longer. */
    public void unsubscribe(String channel) {
        var open = connection;
        if (channels.remove(channel) && open != null) {
            open.async().unsubscribe(channel);
        }
    }

    /** Hears all channels that match the pattern, such as {@code feed:*}, from now on. */
    public void subscribePattern(String pattern) {
        var open = connection;
        if (patterns.add(pattern) && open != null) {
            open.async().psubscribe(pattern);
        }
    }

    /** Whether the connection is open at the moment. */
    public boolean isConnected() {
        var open = connection;
        return open != null && open.isOpen();
    }

    void opened(StatefulRedisPubSubConnection<String, String> opened) {
        opened.addListener(new Receiver());
        connection = opened; // before the sets are read: a channel added meanwhile is not missed
        channels.forEach(opened.async()::subscribe);
        patterns.forEach(opened.async()::psubscribe);
    }

    void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.closeAsync();
        }
    }

    private final class Receiver extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String channel, String text) {
            listener.message(channel, text);
        }

        @Override
        public void message(String pattern, String channel, String text) {
            listener.message(channel, text);
        }

        @Override
        public void subscribed(String channel, long count) {
            listener.subscribed();
        }

        @Override
        public void psubscribed(String pattern, long count) {
            listener.subscribed();
        }
    }
}
