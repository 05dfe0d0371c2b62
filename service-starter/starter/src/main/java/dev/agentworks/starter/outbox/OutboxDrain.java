package dev.agentworks.starter.outbox;

import dev.agentworks.starter.messaging.OrderedPublisher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes one batch. The lanes stay locked until what left is deleted, so that no other relay
 * sends it again or overtakes it; a crash in between sends it twice, which readers expect.
 */
final class OutboxDrain {
    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private final OutboxTable table;
    private final OrderedPublisher publisher;
    private final TransactionTemplate transactions;
    private final OutboxSettings settings;

    OutboxDrain(
            OutboxTable table,
            OrderedPublisher publisher,
            TransactionTemplate transactions,
            OutboxSettings settings) {
        this.table = table;
        this.publisher = publisher;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Whether there may be more to send at once. */
    boolean batch() {
        var more = transactions.execute(_ -> send());
        return Boolean.TRUE.equals(more);
    }

    private boolean send() {
        var lanes = table.claimLanes(settings.batch());
        if (lanes.isEmpty()) {
            return false;
        }
        var rows = table.oldest(lanes, settings.batch());
        var sent = rows.stream().map(row -> publisher.publishInOrder(row.message())).toList();
        var deadline = System.nanoTime() + settings.publishTimeout().toNanos();
        var left = new ArrayList<Long>();
        var stuck = new LinkedHashSet<Key>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var key = Key.of(row.message());
            var reason = failure(sent.get(i), deadline);
            // later messages of the same key must not overtake a failed one
            if (reason == null && !stuck.contains(key)) {
                left.add(row.position());
            } else if (reason != null && stuck.add(key)) {
                log.warn("message {} is not published yet: {}", row.message().eventId(), reason);
                table.failed(row.position(), reason);
            }
        }
        table.delete(left);
        stuck.stream()
                .filter(Key::ordered)
                .forEach(key -> publisher.resume(key.topic(), key.name()));
        return stuck.isEmpty()
                && (isGathering() ? rows.size() >= settings.batch() : !left.isEmpty());
    }

    // messages that are committed from now on are published by the next drain
    private boolean isGathering() {
        return settings.gather().isPositive();
    }

    private static @Nullable String failure(CompletableFuture<String> sent, long deadline) {
        try {
            sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            return "no answer in time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    private record Key(String topic, String name, boolean ordered) {
        static Key of(OutgoingMessage message) {
            var key = message.orderingKey();
            return new Key(message.topic(), key == null ? message.eventId() : key, key != null);
        }
    }
}
