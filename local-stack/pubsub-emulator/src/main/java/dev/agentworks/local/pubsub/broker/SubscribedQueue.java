package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import dev.agentworks.local.pubsub.broker.Entry.Lease;
import dev.agentworks.local.pubsub.filter.MessageFilter;
import dev.agentworks.local.pubsub.journal.JournalRecord;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One subscription at work: takes in messages, hands them to whoever has room the moment they come,
 * and remembers each of them until it is acknowledged. All of its state is guarded by one lock; it
 * never waits while holding it.
 */
public final class SubscribedQueue {

    /** With several consumers, how many messages one gets before it is the next one's turn. */
    private static final int TURN = 50;

    private static final Duration PAUSE_AFTER_FAILED_BURIAL = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Notebook notebook;
    private final DeadLetterOffice deadLetterOffice;
    private final Alarm alarm;
    private final MessageFilter filter;
    private final long after;
    private final Inventory inventory;
    private final List<Consumer> consumers = new ArrayList<>();
    private volatile Subscription settings;

    SubscribedQueue(
            Subscription settings,
            long after,
            Notebook notebook,
            DeadLetterOffice deadLetterOffice,
            FaultPlan faults,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.after = after;
        this.notebook = notebook;
        this.deadLetterOffice = deadLetterOffice;
        this.filter = Limits.filter(settings);
        this.inventory = new Inventory(settings.getEnableMessageOrdering(), faults);
        this.alarm = new Alarm(timer, this::rang);
    }

    public Subscription settings() {
        return settings;
    }

    public String name() {
        return settings.getName();
    }

    /** The number of the last message that came before this subscription. */
    long after() {
        return after;
    }

    void change(Subscription changed) {
        settings = changed;
    }

    /** Takes in what its topic has got, unless the filter does not want it. */
    void offer(List<Message> messages) {
        locked(() -> {
            for (var message : messages) {
                if (message.number() > after
                        && !inventory.knows(message)
                        && filter.matches(message.content().getAttributesMap())) {
                    inventory.add(message);
                }
            }
            deliver();
        });
    }

    /** From now on the consumer gets messages, at once if there are any. */
    public void attach(Consumer consumer) {
        locked(() -> {
            consumers.add(consumer);
            deliver();
        });
    }

    /** The consumer gets no more; what it has stays outstanding until acknowledged or expired. */
    public void detach(Consumer consumer) {
        locked(() -> consumers.remove(consumer));
    }

    /** A consumer has room again. */
    public void wake() {
        locked(this::deliver);
    }

    public void acknowledge(Collection<String> ackIds) {
        locked(() -> {
            var done = new ArrayList<Entry>();
            ackIds.forEach(ackId -> done.addAll(inventory.acknowledge(ackId)));
            forget(done);
            deliver();
        });
    }

    /** Extends deadlines; zero seconds hand the messages back. */
    public void modifyAckDeadline(Collection<String> ackIds, int seconds) {
        Limits.requireAckDeadline(seconds);
        locked(() -> {
            for (var ackId : ackIds) {
                if (seconds == 0) {
                    inventory.outstanding(ackId).ifPresent(this::failed);
                } else {
                    inventory
                            .outstanding(ackId)
                            .ifPresent(
                                    lease -> inventory.extend(lease, Duration.ofSeconds(seconds)));
                }
            }
            deliver();
        });
    }

    /**
     * Everything published before the time counts as acknowledged, everything kept since is owed
     * again.
     */
    void seek(Instant time) {
        locked(() -> {
            inventory.seek(time, settings.getRetainAckedMessages());
            notebook.note(new JournalRecord.Sought(name(), time));
            deliver();
        });
    }

    /** Ends all consumers, for this subscription serves them no longer. */
    void end(StatusRuntimeException reason) {
        locked(() -> {
            var ended = List.copyOf(consumers);
            consumers.clear();
            ended.forEach(consumer -> consumer.ended(reason));
        });
    }

    /** Nothing is owed any more. */
    void discard() {
        locked(() -> {
            inventory.clear();
            alarm.off();
        });
    }

    void expire(Instant now) {
        var oldest = now.minusSeconds(settings.getMessageRetentionDuration().getSeconds());
        locked(() -> inventory.forgetBefore(oldest));
    }

    JournalRecord snapshot() {
        lock.lock();
        try {
            return inventory.snapshot(name());
        } finally {
            lock.unlock();
        }
    }

    void restore(List<PubsubMessage> pending, List<PubsubMessage> acknowledged) {
        locked(() -> inventory.restore(pending, acknowledged));
    }

    void restoreAcknowledged(List<Long> numbers) {
        locked(() -> inventory.restoreAcknowledged(numbers, settings.getRetainAckedMessages()));
    }

    private void deliver() {
        var now = System.nanoTime();
        var delivering = true;
        while (delivering) {
            delivering = false;
            for (var consumer : List.copyOf(consumers)) {
                delivering |= deliverTo(consumer, now);
            }
        }
        alarm.ringIn(inventory.nanosToNext(now));
    }

    private boolean deliverTo(Consumer consumer, long now) {
        var room = consumer.room();
        var most = consumers.size() > 1 ? Math.min(room, TURN) : room;
        if (most <= 0) {
            return false;
        }
        var leases = inventory.take(consumer, most, now);
        if (leases.isEmpty()) {
            return false;
        }
        // Whoever got something stands last in the line of consumers.
        if (consumers.remove(consumer)) {
            consumers.add(consumer);
        }
        consumer.deliver(leases.stream().map(this::delivery).toList());
        return true;
    }

    private Delivery delivery(Lease lease) {
        var attempt = settings.hasDeadLetterPolicy() ? lease.entry.attempts : 0;
        return new Delivery(lease.ackId, lease.entry.message.content(), attempt);
    }

    private void forget(List<Entry> done) {
        var numbers = new ArrayList<Long>();
        for (var entry : done) {
            if (!entry.duplicate) {
                inventory.forget(entry, settings.getRetainAckedMessages());
                numbers.add(entry.number());
            }
        }
        if (!numbers.isEmpty()) {
            notebook.note(new JournalRecord.Acknowledged(name(), numbers));
        }
    }

    private void failed(Lease lease) {
        var entry = lease.entry;
        var deadLetters = DeadLetters.of(settings);
        if (!entry.duplicate && deadLetters.takes(entry)) {
            inventory.setAside(entry);
            deadLetterOffice
                    .bury(deadLetters.topic(), deadLetters.letter(entry))
                    .whenComplete(
                            (number, failure) -> locked(() -> buried(entry, failure == null)));
        } else {
            var backoff = RetryBackoff.of(settings).nanosAfter(entry.attempts);
            inventory.takeBack(entry, System.nanoTime() + backoff);
        }
    }

    private void buried(Entry entry, boolean successful) {
        if (successful) {
            forget(List.of(entry));
        }
        var pause = successful ? 0 : PAUSE_AFTER_FAILED_BURIAL.toNanos();
        inventory.resume(entry, successful, System.nanoTime() + pause);
        deliver();
    }

    private void rang() {
        locked(() -> {
            alarm.rang();
            // Looked up one by one: a failure takes later messages of its key back with it.
            inventory
                    .expired()
                    .forEach(ackId -> inventory.outstanding(ackId).ifPresent(this::failed));
            deliver();
        });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
