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

    private final ReentrantLock lock = new ReentrantLock();
    private final Notebook notebook;
    private final DeadLetterOffice deadLetterOffice;
    private final FaultPlan faults;
    private final Alarm alarm;
    private final MessageFilter filter;
    private final long after;
    private final Owed owed = new Owed();
    private final Leases leases = new Leases();
    private final Overtaking overtaking = new Overtaking();
    private final List<Consumer> consumers = new ArrayList<>();
    private Backlog backlog;
    private Subscription settings;

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
        this.faults = faults;
        this.filter = Limits.filter(settings);
        this.backlog = new Backlog(settings.getEnableMessageOrdering());
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
        locked(() -> settings = changed);
    }

    /** Takes in what its topic has got, unless the filter does not want it. */
    void offer(List<Message> messages) {
        locked(() -> {
            for (var message : messages) {
                if (message.number() > after
                        && !owed.knows(message.number())
                        && filter.matches(message.content().getAttributesMap())) {
                    enqueue(owed.add(message));
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
            for (var ackId : ackIds) {
                var lease = leases.find(ackId);
                if (lease == null) {
                    done.addAll(acknowledgedLate(ackId));
                } else if (!faults.loosesAck(lease.entry.message, lease.entry.attempts)) {
                    done.addAll(settled(lease));
                }
            }
            forget(done);
            deliver();
        });
    }

    /** Extends deadlines; zero seconds hand the messages back. */
    public void modifyAckDeadline(Collection<String> ackIds, int seconds) {
        Limits.requireAckDeadline(seconds);
        locked(() -> {
            for (var ackId : ackIds) {
                var lease = leases.find(ackId);
                if (lease == null) {
                    continue;
                }
                if (seconds == 0) {
                    failed(lease);
                } else {
                    leases.extend(lease, Duration.ofSeconds(seconds), System.nanoTime());
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
            owed.seek(time, settings.getRetainAckedMessages());
            notebook.note(new JournalRecord.Sought(name(), time));
            startOver();
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
            owed.clear();
            startOver();
            alarm.off();
        });
    }

    void expire(Instant now) {
        var oldest = now.minusSeconds(settings.getMessageRetentionDuration().getSeconds());
        locked(() -> {
            for (var entry : owed.forgetBefore(oldest)) {
                if (entry.lease != null) {
                    leases.close(entry.lease);
                }
                backlog.remove(entry);
            }
        });
    }

    JournalRecord snapshot() {
        lock.lock();
        try {
            return new JournalRecord.Kept(name(), owed.pending(), owed.acknowledged());
        } finally {
            lock.unlock();
        }
    }

    void restore(List<PubsubMessage> pending, List<PubsubMessage> acknowledged) {
        locked(() -> {
            pending.forEach(content -> enqueue(owed.add(Message.of(content))));
            acknowledged.forEach(content -> owed.keep(Message.of(content)));
        });
    }

    void restoreAcknowledged(List<Long> numbers) {
        locked(() ->
                numbers.stream()
                        .flatMap(number -> owed.find(number).stream())
                        .toList()
                        .forEach(entry -> {
                            backlog.remove(entry);
                            owed.acknowledged(entry, settings.getRetainAckedMessages());
                        }));
    }

    private void enqueue(Entry entry) {
        var now = System.nanoTime();
        var message = entry.message;
        entry.notBefore = now + faults.delayNanos(message);
        var overtakers = message.orderingKey().isEmpty() ? faults.overtakers(message) : 0;
        if (overtakers > 0) {
            overtaking.setAside(entry, overtakers, now);
        } else {
            backlog.add(entry, now);
            overtaking.passed().forEach(passed -> backlog.add(passed, now));
        }
        if (faults.duplicates(message)) {
            var again = new Entry(message, true);
            again.notBefore = entry.notBefore;
            backlog.add(again, now);
        }
    }

    private void deliver() {
        var now = System.nanoTime();
        overtaking.waitedLongEnough(now).forEach(entry -> backlog.add(entry, now));
        var delivering = true;
        while (delivering) {
            delivering = false;
            for (var consumer : List.copyOf(consumers)) {
                delivering |= deliverTo(consumer, now);
            }
        }
        alarm.ringIn(
                Math.min(
                        overtaking.nanosToNext(now),
                        Math.min(leases.nanosToNext(now), backlog.nanosToNext(now))));
    }

    private boolean deliverTo(Consumer consumer, long now) {
        var room = consumer.room();
        var most = consumers.size() > 1 ? Math.min(room, TURN) : room;
        var entries = most <= 0 ? List.<Entry>of() : backlog.take(consumer, most, now);
        if (entries.isEmpty()) {
            return false;
        }
        var countAttempts = settings.hasDeadLetterPolicy();
        var deliveries = new ArrayList<Delivery>(entries.size());
        for (var entry : entries) {
            var lease = leases.open(entry, consumer, consumer.ackDeadline(), now);
            deliveries.add(
                    new Delivery(
                            lease.ackId,
                            entry.message.content(),
                            countAttempts ? entry.attempts : 0));
        }
        consumer.deliver(deliveries);
        return true;
    }

    private List<Entry> settled(Lease lease) {
        var key = backlog.keyOf(lease.entry);
        if (key == null) {
            leases.close(lease);
            return List.of(lease.entry);
        }
        leases.settle(lease);
        var done = key.settle(lease.entry);
        for (var entry : done) {
            if (entry.lease != null) {
                leases.close(entry.lease);
            }
        }
        backlog.tidy(key);
        return done;
    }

    /** An acknowledgement after the deadline still counts while the message has not left again. */
    private List<Entry> acknowledgedLate(String ackId) {
        return owed.find(AckIds.number(ackId))
                .filter(entry ->
                        ackId.equals(entry.lastAckId) && entry.lease == null && !entry.forwarding)
                .filter(entry -> backlog.keyOf(entry) == null)
                .map(entry -> {
                    backlog.remove(entry);
                    return List.of(entry);
                })
                .orElse(List.of());
    }

    private void forget(List<Entry> done) {
        var numbers = new ArrayList<Long>();
        for (var entry : done) {
            if (!entry.duplicate) {
                owed.acknowledged(entry, settings.getRetainAckedMessages());
                numbers.add(entry.number());
            }
        }
        if (!numbers.isEmpty()) {
            notebook.note(new JournalRecord.Acknowledged(name(), numbers));
        }
    }

    /**
     * The delivery failed: the message, and all of its key behind it, leave again or go to the dead
     * letters.
     */
    private void failed(Lease lease) {
        var entry = lease.entry;
        if (entry.settled) {
            return;
        }
        var now = System.nanoTime();
        var notBefore = now + RetryBackoff.of(settings).nanosAfter(entry.attempts);
        var key = backlog.keyOf(entry);
        if (key == null) {
            leases.close(lease);
        } else {
            for (var back : backlog.takeBack(key, entry, notBefore)) {
                if (back.lease != null) {
                    leases.close(back.lease);
                }
            }
        }
        if (entry.duplicate) {
            return;
        }
        var deadLetters = DeadLetters.of(settings);
        if (deadLetters.takes(entry)) {
            bury(entry, deadLetters, now);
        } else if (key == null) {
            entry.notBefore = notBefore;
            backlog.add(entry, now);
        }
    }

    private void bury(Entry entry, DeadLetters deadLetters, long now) {
        entry.forwarding = true;
        var key = backlog.keyOf(entry);
        if (key != null) {
            // The key goes on when its message lies in the dead-letter topic, not before: order
            // outlives failure.
            key.remove(entry);
            key.holdUntil(now + Duration.ofHours(1).toNanos());
            backlog.hold(key);
        }
        deadLetterOffice
                .bury(deadLetters.topic(), deadLetters.letter(entry))
                .whenComplete((number, failure) -> locked(() -> buried(entry, failure == null)));
    }

    private void buried(Entry entry, boolean successful) {
        var now = System.nanoTime();
        entry.forwarding = false;
        var key = backlog.keyOf(entry);
        if (successful) {
            forget(List.of(entry));
        } else {
            entry.notBefore = now + Duration.ofSeconds(1).toNanos();
            if (key == null) {
                backlog.add(entry, now);
            } else {
                key.addFirst(entry);
            }
        }
        if (key != null) {
            key.holdUntil(successful ? now : entry.notBefore);
            backlog.tidy(key);
        }
        deliver();
    }

    private void startOver() {
        leases.closeAll();
        overtaking.clear();
        backlog = new Backlog(settings.getEnableMessageOrdering());
        var now = System.nanoTime();
        for (var entry : owed.entries()) {
            entry.settled = false;
            entry.notBefore = now;
            if (!entry.forwarding) {
                backlog.add(entry, now);
            }
        }
    }

    private void rang() {
        locked(() -> {
            alarm.rang();
            leases.expired(System.nanoTime()).forEach(this::failedIfOpen);
            deliver();
        });
    }

    private void failedIfOpen(Lease lease) {
        // An earlier message of the same key may have taken this one back already.
        if (leases.find(lease.ackId) != null) {
            failed(lease);
        }
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
