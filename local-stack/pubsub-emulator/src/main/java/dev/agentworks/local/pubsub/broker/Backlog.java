package dev.agentworks.local.pubsub.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** The messages that wait for a consumer, in the order of their delivery. */
final class Backlog {

    private final boolean ordered;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final PriorityQueue<Entry> later =
            new PriorityQueue<>((one, other) -> {
                var byTime = Long.compare(one.notBefore - other.notBefore, 0);
                return byTime != 0 ? byTime : Long.compare(one.number(), other.number());
            });
    private final Map<String, OrderingKeyQueue> keys = new HashMap<>();

    /** The keys that have messages waiting, longest waiting first. */
    private final SequencedSet<OrderingKeyQueue> waitingKeys = new LinkedHashSet<>();

    Backlog(boolean ordered) {
        this.ordered = ordered;
    }

    void add(Entry entry, long now) {
        if (isOrdered(entry)) {
            var key =
                    keys.computeIfAbsent(
                            entry.message.orderingKey(), name -> new OrderingKeyQueue(name, now));
            key.add(entry);
            waitingKeys.add(key);
        } else if (entry.notBefore - now > 0) {
            later.add(entry);
        } else {
            ready.addLast(entry);
        }
    }

    /** The queue of its ordering key, if it has one. */
    @Nullable OrderingKeyQueue keyOf(Entry entry) {
        return isOrdered(entry) ? keys.get(entry.message.orderingKey()) : null;
    }

    /**
     * Puts a message and all of its key behind it back, to be delivered again in order, and answers
     * them.
     */
    List<Entry> takeBack(OrderingKeyQueue key, Entry entry, long notBefore) {
        var back = key.takeBack(entry, notBefore);
        tidy(key);
        return back;
    }

    /** Removes a message without ordering key that was just put back. */
    void withdraw(Entry entry) {
        ready.remove(entry);
        later.remove(entry);
    }

    /** Keeps the key although it may have no message left. */
    void hold(OrderingKeyQueue key) {
        tidy(key);
        keys.put(key.key, key);
    }

    /** To be called when messages of the key have come or gone. */
    void tidy(OrderingKeyQueue key) {
        if (key.isWaiting()) {
            waitingKeys.add(key);
        } else {
            waitingKeys.remove(key);
        }
        if (key.isEmpty()) {
            keys.remove(key.key);
        }
    }

    void remove(Entry entry) {
        entry.gone = true;
        var key = keyOf(entry);
        if (key != null) {
            key.remove(entry);
            tidy(key);
        }
    }

    List<Entry> take(Consumer consumer, int most, long now) {
        promote(now);
        var taken = new ArrayList<Entry>();
        var bytes = consumer.roomInBytes();
        while (taken.size() < most && bytes > 0 && !ready.isEmpty()) {
            var entry = ready.removeFirst();
            if (!entry.gone) {
                taken.add(entry);
                bytes -= entry.message.size();
            }
        }
        for (Iterator<OrderingKeyQueue> line = waitingKeys.iterator();
                line.hasNext() && taken.size() < most; ) {
            var key = line.next();
            while (taken.size() < most && bytes > 0 && key.mayDeliverTo(consumer, now)) {
                var entry = key.take(consumer);
                taken.add(entry);
                bytes -= entry.message.size();
            }
            if (!key.isWaiting()) {
                line.remove();
            }
        }
        return taken;
    }

    /** The time until a message that is held back may be delivered, or {@link Long#MAX_VALUE}. */
    long nanosToNext(long now) {
        var next = later.isEmpty() ? Long.MAX_VALUE : later.element().notBefore - now;
        for (var key : waitingKeys) {
            if (key.nanosToReady(now) > 0) {
                next = Math.min(next, key.nanosToReady(now));
            }
        }
        return next;
    }

    private void promote(long now) {
        while (!later.isEmpty() && later.element().notBefore - now <= 0) {
            ready.addLast(later.remove());
        }
    }

    private boolean isOrdered(Entry entry) {
        return ordered && !entry.message.orderingKey().isEmpty();
    }
}
