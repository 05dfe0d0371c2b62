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
 * The messages of one subscription: it delivers each to a consumer with room as soon as it arrives,
 * and keeps it until it is acknowledged. One lock guards its state; it never waits while holding
 * the lock.
 */
public final class SubscriptionQueue {

    /** How many messages one of several consumers gets before the next one gets some. */
    private static final int BATCH = 50;

    private static final Duration PAUSE_AFTER_FAILED_FORWARDING = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final BackgroundJournal journal;
    private final DeadLetterPublisher deadLetterPublisher;
    private final DeliveryTimer timer;
    private final MessageFilter filter;
    private final long after;
    private final MessageStates states;
    private final List<Consumer> consumers = new ArrayList<>();
    private volatile Subscription settings;

    SubscriptionQueue(
            Subscription settings,
            long after,
            BackgroundJournal journal,
            DeadLetterPublisher deadLetterPublisher,
            FaultPlan faults,
            ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.after = after;
        this.journal = journal;
        this.deadLetterPublisher = deadLetterPublisher;
        this.filter = Limits.filter(settings);
        this.states = new MessageStates(settings.getEnableMessageOrdering(), faults);
        this.timer = new DeliveryTimer(scheduler, this::timerFired);
    }

    public Subscription settings() {
        return settings;
    }

    public String name() {
        return settings.getName();
    }

    /** The number of the last message that was published before this subscription existed. */
    long after() {
        return after;
    }

    void change(Subscription changed) {
        settings = changed;
    }

    /** Adds the messages of its topic that match its filter. */
    void offer(List<Message> messages) {
        locked(() -> {
            for (var message : messages) {
                if (message.number() > after
                        && !states.knows(message)
                        && filter.matches(message.content().getAttributesMap())) {
                    states.add(message);
                }
            }
            deliver();
        });
    }

    /** Delivers messages to the consumer from now on, at once if there are any. */
    public void attach(Consumer consumer) {
        locked(() -> {
            consumers.add(consumer);
            deliver();
        });
    }

    /**
     * Delivers no more to the consumer; what it has stays outstanding until acknowledged or
     * expired.
     */
    public void detach(Consumer consumer) {
        locked(() -> consumers.remove(consumer));
    }

    /** Delivers on, because a consumer has room again. */
    public void wake() {
        locked(this::deliver);
    }

    public void acknowledge(Collection<String> ackIds) {
        locked(() -> {
            var done = new ArrayList<Entry>();
            ackIds.forEach(ackId -> done.addAll(states.acknowledge(ackId)));
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
                    states.outstanding(ackId).ifPresent(this::failed);
                } else {
                    states.outstanding(ackId)
                            .ifPresent(lease -> states.extend(lease, Duration.ofSeconds(seconds)));
                }
            }
            deliver();
        });
    }

    /**
     * Counts everything published before the time as acknowledged; delivers everything kept since
     * again.
     */
    void seek(Instant time) {
        locked(() -> {
            states.seek(time, settings.getRetainAckedMessages());
            journal.append(new JournalRecord.Sought(name(), time));
            deliver();
        });
    }

    /** Ends all consumers, with the reason that they are told. */
    void end(StatusRuntimeException reason) {
        locked(() -> {
            var ended = List.copyOf(consumers);
            consumers.clear();
            ended.forEach(consumer -> consumer.ended(reason));
        });
    }

    /** Drops all messages. */
    void discard() {
        locked(() -> {
            states.clear();
            timer.cancel();
        });
    }

    void expire(Instant now) {
        var oldest = now.minusSeconds(settings.getMessageRetentionDuration().getSeconds());
        locked(() -> states.forgetBefore(oldest));
    }

    JournalRecord snapshot() {
        lock.lock();
        try {
            return states.snapshot(name());
        } finally {
            lock.unlock();
        }
    }

    void restore(List<PubsubMessage> pending, List<PubsubMessage> acknowledged) {
        locked(() -> states.restore(pending, acknowledged));
    }

    void restoreAcknowledged(List<Long> numbers) {
        locked(() -> states.restoreAcknowledged(numbers, settings.getRetainAckedMessages()));
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
        timer.schedule(states.nanosToNext(now));
    }

    private boolean deliverTo(Consumer consumer, long now) {
        var room = consumer.room();
        var most = consumers.size() > 1 ? Math.min(room, BATCH) : room;
        if (most <= 0) {
            return false;
        }
        var leases = states.take(consumer, most, now);
        if (leases.isEmpty()) {
            return false;
        }
        // the consumer that got something goes to the end of the list
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
                states.forget(entry, settings.getRetainAckedMessages());
                numbers.add(entry.number());
            }
        }
        if (!numbers.isEmpty()) {
            journal.append(new JournalRecord.Acknowledged(name(), numbers));
        }
    }

    private void failed(Lease lease) {
        var entry = lease.entry;
        var deadLetters = DeadLetters.of(settings);
        if (!entry.duplicate && deadLetters.takes(entry)) {
            states.setAside(entry);
            deadLetterPublisher
                    .publish(deadLetters.topic(), deadLetters.deadLetter(entry))
                    .whenComplete(
                            (number, failure) -> locked(() -> forwarded(entry, failure == null)));
        } else {
            var backoff = RetryBackoff.of(settings).nanosAfter(entry.attempts);
            states.takeBack(entry, System.nanoTime() + backoff);
        }
    }

    private void forwarded(Entry entry, boolean successful) {
        if (successful) {
            forget(List.of(entry));
        }
        var pause = successful ? 0 : PAUSE_AFTER_FAILED_FORWARDING.toNanos();
        states.resume(entry, successful, System.nanoTime() + pause);
        deliver();
    }

    private void timerFired() {
        locked(() -> {
            timer.fired();
            // one by one, because a failure also takes back later messages of its key
            states.expired().forEach(ackId -> states.outstanding(ackId).ifPresent(this::failed));
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
