package dev.agentworks.gateway.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.function.Consumer;

/** Hears published messages and says when hearing begins, also after a reconnect. */
final class Listening extends RedisPubSubAdapter<String, String> {
    private final Consumer<String> message;
    private final Runnable begins;

    Listening(Consumer<String> message, Runnable begins) {
        this.message = message;
        this.begins = begins;
    }

    @Override
    public void message(String pattern, String channel, String text) {
        message.accept(text);
    }

    @Override
    public void psubscribed(String pattern, long count) {
        begins.run();
    }
}
