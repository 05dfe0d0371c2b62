package dev.agentworks.starter.outbox;

import dev.agentworks.starter.messaging.OrderedPublisher;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Publishes into a list, late and in order of each key, and fails what it is told to fail. */
final class RecordingPublisher implements OrderedPublisher {
    final List<OutgoingMessage> published = new CopyOnWriteArrayList<>();
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    @Override
    public synchronized CompletableFuture<String> publishInOrder(OutgoingMessage message) {
        var key = String.valueOf(message.orderingKey());
        if (paused.contains(key)) {
            return CompletableFuture.failedFuture(new IllegalStateException("paused"));
        }
        if (failing.contains(message.payload())) {
            paused.add(key);
            return CompletableFuture.failedFuture(new IllegalStateException("no Pub/Sub today"));
        }
        published.add(message);
        var result = new CompletableFuture<String>();
        later().execute(() -> result.complete(message.eventId()));
        return result;
    }

    @Override
    public synchronized void resume(String topic, String orderingKey) {
        paused.remove(orderingKey);
    }

    List<String> of(String key) {
        return published.stream()
                .filter(message -> key.equals(message.orderingKey()))
                .map(OutgoingMessage::payload)
                .toList();
    }

    private static Executor later() {
        return CompletableFuture.delayedExecutor(
                ThreadLocalRandom.current().nextInt(4), TimeUnit.MILLISECONDS);
    }
}
