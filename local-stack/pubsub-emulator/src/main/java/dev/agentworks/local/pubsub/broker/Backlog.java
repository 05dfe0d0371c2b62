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

/** The messages that wait for a consumer, in the order they are to leave. */
final class Backlog {

    private final boolean ordered;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final PriorityQueue<Entry> later =
            new PriorityQueue<>((one, other) -> {
                var byTime = Long.compare(one.notBefore - other.notBefore, 0);
                return byTime != 0 ? byTime : Long.compare(one.number(), other.number());
            });
    private final Map<String, OrderedKey> keys = new HashMap<>();

    /** The keys that have messages waiting, longest waiting first. */
    private final SequencedSet<OrderedKey> lines = new LinkedHashSet<>();

    Backlog(boolean ordered) {
        this.ordered = ordered;
    }

    void add(Entry entry, long now) {
        if (isOrdered(entry)) {
            var key =
                    keys.computeIfAbsent(
                            entry.message.orderingKey(), name -> new OrderedKey(name, now));
            key.add(entry);
            lines.add(key);
        } else if (entry.notBefore - now > 0) {
            later.add(entry);
        } else {
            ready.addLast(entry);
        }
    }

    /** The line of its key, if messages of this key wait for one another. */
    @Nullable OrderedKey keyOf(Entry entry) {
        return isOrdered(entry) ? keys.get(entry.message.orderingKey()) : null;
    }

    /**
     * Takes a message and all of its key behind it back, to be delivered again in order; answers
     * them.
     */
    List<Entry> takeBack(OrderedKey key, Entry entry, long notBefore) {
        var back = key.takeBack(entry, notBefore);
        tidy(key);
        return back;
    }

    /** Takes out a message that belongs to no key and was just put back. */
    void withdraw(Entry entry) {
        ready.remove(entry);
        later.remove(entry);
    }

    /** Keeps the key though nothing of it may be left: more is to be said about it. */
    void hold(OrderedKey key) {
        tidy(key);
        keys.put(key.key, key);
    }

    /** To be called when messages of the key have come or gone. */
    void tidy(OrderedKey key) {
        if (key.isWaiting()) {
            lines.add(key);
        } else {
            lines.remove(key);
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
        for (Iterator<OrderedKey> line = lines.iterator();
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

    /** How long until something held back may leave, or {@link Long#MAX_VALUE}. */
    long nanosToNext(long now) {
        var next = later.isEmpty() ? Long.MAX_VALUE : later.element().notBefore - now;
        for (var key : lines) {
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
