package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages of a subscription that are not acknowledged, and the acknowledged ones that it keeps
 * to deliver them again after a seek.
 */
final class RetainedMessages {

    private final TreeMap<Long, Entry> pending = new TreeMap<>();
    private final TreeMap<Long, Message> acknowledged = new TreeMap<>();

    boolean knows(long number) {
        return pending.containsKey(number) || acknowledged.containsKey(number);
    }

    Entry add(Message message) {
        var entry = new Entry(message, false);
        pending.put(message.number(), entry);
        return entry;
    }

    void keep(Message message) {
        acknowledged.put(message.number(), message);
    }

    Optional<Entry> find(long number) {
        return Optional.ofNullable(pending.get(number));
    }

    void acknowledged(Entry entry, boolean keep) {
        pending.remove(entry.number());
        if (keep) {
            keep(entry.message);
        }
    }

    void seek(Instant time, boolean keep) {
        for (var entry : List.copyOf(pending.values())) {
            if (entry.message.publishedAt().isBefore(time)) {
                acknowledged(entry, keep);
            }
        }
        for (var message : List.copyOf(acknowledged.values())) {
            if (!message.publishedAt().isBefore(time)) {
                acknowledged.remove(message.number());
                add(message);
            }
        }
    }

    /** Drops messages older than the retention and answers those that were pending. */
    List<Entry> forgetBefore(Instant oldest) {
        acknowledged.values().removeIf(message -> message.publishedAt().isBefore(oldest));
        var forgotten = new ArrayList<Entry>();
        for (var entry : pending.values()) {
            if (!entry.message.publishedAt().isBefore(oldest)) {
                break;
            }
            forgotten.add(entry);
        }
        forgotten.forEach(entry -> pending.remove(entry.number()));
        return forgotten;
    }

    void clear() {
        pending.clear();
        acknowledged.clear();
    }

    Collection<Entry> entries() {
        return pending.values();
    }

    List<PubsubMessage> pending() {
        return pending.values().stream().map(entry -> entry.message.content()).toList();
    }

    List<PubsubMessage> acknowledged() {
        return acknowledged.values().stream().map(Message::content).toList();
    }
}
