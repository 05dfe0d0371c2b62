package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the other instances, through Redis, that something is stored. Its loss costs time, never
 * lines: while it is down the position check looks more often.
 */
@Component
class RedisBell implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RedisBell.class);
    private static final String CHANNEL = "monitor:card:";
    private static final int LONGEST_MESSAGE = 64 * 1024;
    private final ClientResources resources;
    private final RedisClient client;
    private final ReentrantLock connecting = new ReentrantLock();
    private final JsonMapper json;
    private final String self = UUID.randomUUID().toString();
    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Message> listener = _ -> {};
    private volatile @Nullable StatefulRedisConnection<String, String> publishing;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> listening;

    RedisBell(
            @Value("${spring.data.redis.url}") String url,
            @Value("${spring.data.redis.timeout:2s}") Duration timeout,
            JsonMapper json) {
        var address = RedisURI.create(url);
        address.setTimeout(timeout);
        // the usual delay grows to half a minute; people are looking
        this.resources =
                ClientResources.builder()
                        .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
                        .build();
        this.client = RedisClient.create(resources, address);
        this.client.setOptions(
                ClientOptions.builder()
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .timeoutOptions(TimeoutOptions.enabled(timeout))
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .build());
        this.json = json;
    }

    void onRing(Consumer<Message> consumer) {
        listener = consumer;
    }

    /** Connects when that has not succeeded yet; afterwards the client reconnects by itself. */
    void connect() {
        if ((publishing == null || listening == null) && connecting.tryLock()) {
            try {
                open();
            } finally {
                connecting.unlock();
            }
        }
    }

    private void open() {
        try {
            if (publishing == null) {
                publishing = client.connect();
            }
            if (listening == null) {
                var connection = client.connectPubSub();
                connection.addListener(new Receiver());
                listening = connection;
                channels.forEach(connection.async()::subscribe);
            }
        } catch (RedisException e) {
            log.debug("Redis is not there", e);
        }
    }

    boolean isUp() {
        var talking = publishing;
        var hearing = listening;
        return talking != null && isActive(talking) && hearing != null && isActive(hearing);
    }

    void listen(UUID card) {
        var channel = CHANNEL + card;
        var connection = listening;
        if (channels.add(channel) && connection != null) {
            connection.async().subscribe(channel);
        }
    }

    void unlisten(UUID card) {
        var channel = CHANNEL + card;
        var connection = listening;
        if (channels.remove(channel) && connection != null) {
            connection.async().unsubscribe(channel);
        }
    }

    /** Tells the others; does not wait, and a failure is repaired by their position check. */
    void ring(Message message) {
        var connection = publishing;
        if (connection == null || !isActive(connection)) {
            return;
        }
        var text = json.writeValueAsString(Envelope.of(self, message, true));
        if (text.length() > LONGEST_MESSAGE) {
            text = json.writeValueAsString(Envelope.of(self, message, false));
        }
        connection.async().publish(CHANNEL + message.card(), text);
    }

    @Override
    public void destroy() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private static boolean isActive(StatefulConnection<?, ?> connection) {
        return connection.isOpen();
    }

    private final class Receiver extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String channel, String text) {
            try {
                var envelope = json.readValue(text, Envelope.class);
                if (!envelope.from().equals(self)) {
                    // not on the client's own thread: hearing may read the store
                    Thread.startVirtualThread(() -> listener.accept(envelope.message()));
                }
            } catch (JacksonException e) {
                log.warn("A bell on {} could not be understood", channel, e);
            }
        }
    }

    /** What is told. */
    sealed interface Message {
        UUID card();
    }

    /** Lines were stored; without them only how far the stream goes. */
    record LinesStored(StreamHead head, List<StoredLine> lines) implements Message {
        @Override
        public UUID card() {
            return head.cardId();
        }
    }

    /** A run stands elsewhere. */
    record RunChanged(UUID workspace, UUID card, UUID run) implements Message {}

    record Envelope(String from, @Nullable LinesStored ring, @Nullable RunChanged changed) {
        static Envelope of(String from, Message message, boolean withLines) {
            return switch (message) {
                case LinesStored(var head, var lines) ->
                        new Envelope(
                                from, new LinesStored(head, withLines ? lines : List.of()), null);
                case RunChanged changed -> new Envelope(from, null, changed);
            };
        }

        Message message() {
            if (ring != null) {
                return ring;
            }
            return java.util.Objects.requireNonNull(changed);
        }
    }
}
