package dev.agentworks.local.pubsub.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one ordering key: some outstanding with one consumer, the others waiting behind
 * them.
 */
final class OrderingKeyQueue {

    final String key;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final ArrayList<Entry> outstanding = new ArrayList<>();
    private @Nullable String owner;
    private long notBefore;

    OrderingKeyQueue(String key, long now) {
        this.key = key;
        this.notBefore = now;
    }

    void add(Entry entry) {
        waiting.addLast(entry);
        if (waiting.size() == 1) {
            notBefore = later(notBefore, entry.notBefore);
        }
    }

    boolean mayDeliverTo(Consumer consumer, long now) {
        if (waiting.isEmpty() || notBefore - now > 0) {
            return false;
        }
        return outstanding.isEmpty()
                || (consumer.identity().equals(owner) && !consumer.takesKeysOneByOne());
    }

    Entry take(Consumer consumer) {
        var entry = waiting.removeFirst();
        outstanding.add(entry);
        owner = consumer.identity();
        if (!waiting.isEmpty()) {
            notBefore = later(notBefore, waiting.getFirst().notBefore);
        }
        return entry;
    }

    /** Marks a message as done and answers those without an unfinished message before them. */
    List<Entry> settle(Entry entry) {
        entry.settled = true;
        var done = new ArrayList<Entry>();
        while (!outstanding.isEmpty() && outstanding.getFirst().settled) {
            done.add(outstanding.removeFirst());
        }
        return done;
    }

    /** Puts a message and everything outstanding behind it back, to be delivered again in order. */
    List<Entry> takeBack(Entry entry, long notBefore) {
        var from = outstanding.indexOf(entry);
        if (from < 0) {
            return List.of();
        }
        var run = outstanding.subList(from, outstanding.size());
        var back = List.copyOf(run);
        run.clear();
        for (var again : back.reversed()) {
            again.settled = false;
            if (!again.duplicate) {
                waiting.addFirst(again);
            }
        }
        this.notBefore = notBefore;
        return back;
    }

    /** Puts a message back before all others. */
    void addFirst(Entry entry) {
        waiting.addFirst(entry);
    }

    void holdUntil(long notBefore) {
        this.notBefore = notBefore;
    }

    void remove(Entry entry) {
        waiting.remove(entry);
        outstanding.remove(entry);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && outstanding.isEmpty();
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** The time until its messages may be delivered; 0 or less when they may. */
    long nanosToReady(long now) {
        return notBefore - now;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
