package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import dev.agentworks.local.pubsub.broker.Entry.Lease;
import dev.agentworks.local.pubsub.journal.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of each message of a subscription: waiting, held back, outstanding, being forwarded to
 * the dead letters, or kept after its acknowledgement. Guarded by the lock of the queue.
 */
final class MessageStates {

    private final boolean ordered;
    private final FaultPlan faults;
    private final RetainedMessages retained = new RetainedMessages();
    private final Leases leases = new Leases();
    private final ReorderedMessages reordered = new ReorderedMessages();
    private Backlog backlog;

    MessageStates(boolean ordered, FaultPlan faults) {
        this.ordered = ordered;
        this.faults = faults;
        this.backlog = new Backlog(ordered);
    }

    boolean knows(Message message) {
        return retained.knows(message.number());
    }

    void add(Message message) {
        var now = System.nanoTime();
        var entry = retained.add(message);
        entry.notBefore = now + faults.delayNanos(message);
        var overtakers = message.orderingKey().isEmpty() ? faults.overtakers(message) : 0;
        if (overtakers > 0) {
            reordered.setAside(entry, overtakers, now);
        } else {
            backlog.add(entry, now);
            reordered.passed().forEach(passed -> backlog.add(passed, now));
        }
        if (faults.duplicates(message)) {
            var again = new Entry(message, true);
            again.notBefore = entry.notBefore;
            backlog.add(again, now);
        }
    }

    void keep(Message message) {
        retained.keep(message);
    }

    /** Leases up to {@code most} messages to the consumer. */
    List<Lease> take(Consumer consumer, int most, long now) {
        reordered.waitedLongEnough(now).forEach(entry -> backlog.add(entry, now));
        return backlog.take(consumer, most, now).stream()
                .map(entry -> leases.open(entry, consumer, consumer.ackDeadline(), now))
                .toList();
    }

    /** Answers the messages that are done by this acknowledgement. */
    List<Entry> acknowledge(String ackId) {
        var lease = leases.find(ackId);
        if (lease == null) {
            return acknowledgeLate(ackId);
        }
        if (faults.losesAck(lease.entry.message, lease.entry.attempts)) {
            return List.of();
        }
        var key = backlog.keyOf(lease.entry);
        if (key == null) {
            leases.close(lease);
            return List.of(lease.entry);
        }
        leases.settle(lease);
        var done = key.settle(lease.entry);
        done.forEach(this::close);
        backlog.tidy(key);
        return done;
    }

    /** Removes the message, or keeps it as acknowledged. */
    void forget(Entry entry, boolean keep) {
        retained.acknowledged(entry, keep);
    }

    Optional<Lease> outstanding(String ackId) {
        return Optional.ofNullable(leases.find(ackId)).filter(lease -> !lease.entry.settled);
    }

    void extend(Lease lease, java.time.Duration ackDeadline) {
        leases.extend(lease, ackDeadline, System.nanoTime());
    }

    List<String> expired() {
        return leases.expired(System.nanoTime()).stream().map(lease -> lease.ackId).toList();
    }

    /** Puts the message, and all of its key behind it, back into the backlog after a failure. */
    void takeBack(Entry entry, long notBefore) {
        var key = backlog.keyOf(entry);
        if (key != null) {
            backlog.takeBack(key, entry, notBefore).forEach(this::close);
            return;
        }
        close(entry);
        if (!entry.duplicate) {
            entry.notBefore = notBefore;
            backlog.add(entry, System.nanoTime());
        }
    }

    /** Takes the message out of the backlog; its key waits until {@link #resume}. */
    void setAside(Entry entry) {
        takeBack(entry, Long.MAX_VALUE / 2 + System.nanoTime());
        entry.forwarding = true;
        var key = backlog.keyOf(entry);
        if (key == null) {
            backlog.withdraw(entry);
        } else {
            key.remove(entry);
            backlog.hold(key);
        }
    }

    /** Ends {@link #setAside}: the message is gone, or is the first of its key again. */
    void resume(Entry entry, boolean gone, long notBefore) {
        entry.forwarding = false;
        var key = backlog.keyOf(entry);
        if (key == null) {
            if (!gone) {
                entry.notBefore = notBefore;
                backlog.add(entry, System.nanoTime());
            }
            return;
        }
        if (!gone) {
            key.addFirst(entry);
        }
        key.holdUntil(notBefore);
        backlog.tidy(key);
    }

    void seek(Instant time, boolean keep) {
        retained.seek(time, keep);
        startOver();
    }

    void clear() {
        retained.clear();
        startOver();
    }

    void forgetBefore(Instant oldest) {
        for (var entry : retained.forgetBefore(oldest)) {
            close(entry);
            backlog.remove(entry);
        }
    }

    void restoreAcknowledged(List<Long> numbers, boolean keep) {
        for (var number : numbers) {
            retained.find(number)
                    .ifPresent(entry -> {
                        backlog.remove(entry);
                        retained.acknowledged(entry, keep);
                    });
        }
    }

    JournalRecord snapshot(String name) {
        return new JournalRecord.Kept(name, retained.pending(), retained.acknowledged());
    }

    void restore(List<PubsubMessage> pending, List<PubsubMessage> acknowledged) {
        pending.forEach(content -> add(Message.of(content)));
        acknowledged.forEach(content -> keep(Message.of(content)));
    }

    /** The time until the next expiry or delivery, or {@link Long#MAX_VALUE}. */
    long nanosToNext(long now) {
        return Math.min(
                reordered.nanosToNext(now),
                Math.min(leases.nanosToNext(now), backlog.nanosToNext(now)));
    }

    /**
     * An acknowledgement after the deadline counts as long as the message is not delivered again.
     */
    private List<Entry> acknowledgeLate(String ackId) {
        var found = new ArrayList<Entry>();
        retained.find(AckIds.number(ackId))
                .filter(entry ->
                        ackId.equals(entry.lastAckId) && entry.lease == null && !entry.forwarding)
                .filter(entry -> backlog.keyOf(entry) == null)
                .ifPresent(found::add);
        found.forEach(backlog::remove);
        return found;
    }

    private void startOver() {
        leases.closeAll();
        reordered.clear();
        backlog = new Backlog(ordered);
        var now = System.nanoTime();
        for (var entry : retained.entries()) {
            entry.settled = false;
            entry.notBefore = now;
            if (!entry.forwarding) {
                backlog.add(entry, now);
            }
        }
    }

    private void close(Entry entry) {
        if (entry.lease != null) {
            leases.close(entry.lease);
        }
    }
}
