package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisSubscriptions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notifies the other instances, through Redis, that something is stored. While Redis is down
 * updates come later, but no line is lost: the position check then looks more often.
 */
@Component
class StreamNotifications {
    private static final Logger log = LoggerFactory.getLogger(StreamNotifications.class);
    private static final String CHANNEL = "monitor:card:";
    private static final int LONGEST_MESSAGE = 64 * 1024;
    private final RedisConnection redis;
    private final RedisSubscriptions subscriptions;
    private final JsonMapper json;
    private final String self = UUID.randomUUID().toString();
    private volatile Consumer<Notification> listener = _ -> {};

    StreamNotifications(RedisConnection redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
        this.subscriptions = redis.listen(this::received);
    }

    void onNotification(Consumer<Notification> consumer) {
        listener = consumer;
    }

    boolean isUp() {
        return redis.isConnected() && subscriptions.isConnected();
    }

    void subscribe(UUID card) {
        subscriptions.subscribe(CHANNEL + card);
    }

    void unsubscribe(UUID card) {
        subscriptions.unsubscribe(CHANNEL + card);
    }

    /** Notifies the others without waiting; what does not reach them their position check finds. */
    void publish(Notification notification) {
        if (!redis.isConnected()) {
            return;
        }
        var whole = json.writeValueAsString(Envelope.of(self, notification, true));
        var text =
                whole.length() > LONGEST_MESSAGE
                        ? json.writeValueAsString(Envelope.of(self, notification, false))
                        : whole;
        redis.submit(commands -> commands.publish(CHANNEL + notification.card(), text));
    }

    private void received(String channel, String text) {
        try {
            var envelope = json.readValue(text, Envelope.class);
            if (!envelope.from().equals(self)) {
                // not on the client's own thread: the listener may read the store
                Thread.startVirtualThread(() -> listener.accept(envelope.notification()));
            }
        } catch (JacksonException e) {
            log.warn("A notification on {} could not be read", channel, e);
        }
    }

    /** What the other instances are notified of. */
    sealed interface Notification {
        UUID card();
    }

    /** Lines were stored; without them only how far the stream goes. */
    record LinesStored(StreamHead head, List<StoredLine> lines) implements Notification {
        @Override
        public UUID card() {
            return head.cardId();
        }
    }

    /** The status of a run changed. */
    record RunChanged(UUID workspace, UUID card, UUID run) implements Notification {}

    record Envelope(String from, @Nullable LinesStored lines, @Nullable RunChanged changed) {
        static Envelope of(String from, Notification notification, boolean withLines) {
            return switch (notification) {
                case LinesStored(var head, var stored) ->
                        new Envelope(
                                from, new LinesStored(head, withLines ? stored : List.of()), null);
                case RunChanged changed -> new Envelope(from, null, changed);
            };
        }

        Notification notification() {
            return lines != null ? lines : Objects.requireNonNull(changed);
        }
    }
}
