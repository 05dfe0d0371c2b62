package dev.agentworks.local.pubsub.broker;

import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import dev.agentworks.local.pubsub.Faults;
import dev.agentworks.local.pubsub.journal.Journal;
import dev.agentworks.local.pubsub.journal.JournalRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * All topics and subscriptions. What it answers is in the journal; futures complete when that is
 * so. Changes of topics and subscriptions happen one at a time, deliveries do not wait for them.
 */
public final class Broker implements AutoCloseable {

    private final SequencedMap<String, TopicFan> topics = new TreeMap<>();
    private final SequencedMap<String, SubscribedQueue> queues = new TreeMap<>();
    private final Clock clock;
    private final Faults faults;
    private final ScheduledExecutorService timer = timer();
    private final PushDoor pushDoor;
    private volatile Journal journal = Journal.none();
    private long lastMessage;

    public Broker(Clock clock, Faults faults, PushDoor pushDoor) {
        this.clock = clock;
        this.faults = faults;
        this.pushDoor = pushDoor;
        timer.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.MINUTES);
    }

    /** To be called once, after everything old has been {@linkplain #replay replayed}. */
    public synchronized void open(Journal journal) {
        this.journal = journal;
        queues.values().forEach(this::openPush);
    }

    public synchronized CompletableFuture<Topic> createTopic(Topic topic) {
        Names.requireNew(topic.getName(), "topics");
        if (topics.containsKey(topic.getName())) {
            throw Refusal.alreadyExists(topic.getName());
        }
        topics.put(topic.getName(), new TopicFan(topic));
        return written(new JournalRecord.TopicStored(topic), topic);
    }

    public synchronized CompletableFuture<Topic> changeTopic(
            String name, UnaryOperator<Topic> change) {
        var fan = fan(name);
        fan.change(change.apply(fan.settings()));
        return written(new JournalRecord.TopicStored(fan.settings()), fan.settings());
    }

    public synchronized Topic topic(String name) {
        return fan(name).settings();
    }

    public synchronized List<Topic> topics(String project) {
        return topics.values().stream()
                .map(TopicFan::settings)
                .filter(topic -> topic.getName().startsWith(project + "/"))
                .toList();
    }

    public synchronized List<String> subscriptionsOf(String topic) {
        return fan(topic).queues().stream().map(SubscribedQueue::name).sorted().toList();
    }

    public synchronized CompletableFuture<Void> deleteTopic(String name) {
        fan(name);
        removeTopic(name);
        return written(new JournalRecord.TopicDeleted(name));
    }

    public synchronized CompletableFuture<List<String>> publish(
            String topic, List<PubsubMessage> messages) {
        var fan = fan(topic);
        Limits.check(messages);
        var now = clock.instant();
        var time =
                Timestamp.newBuilder()
                        .setSeconds(now.getEpochSecond())
                        .setNanos(now.getNano())
                        .build();
        var numbered = new ArrayList<Message>(messages.size());
        for (var content : messages) {
            var number = ++lastMessage;
            numbered.add(
                    new Message(
                            number,
                            content.toBuilder()
                                    .setMessageId(Long.toString(number))
                                    .setPublishTime(time)
                                    .build()));
        }
        var contents = numbered.stream().map(Message::content).toList();
        var answer = new CompletableFuture<List<String>>();
        journal.append(
                new JournalRecord.Published(topic, contents),
                new Answer<>(answer, contents.stream().map(PubsubMessage::getMessageId).toList()) {
                    @Override
                    public void durable() {
                        fan.fanOut(numbered);
                        super.durable();
                    }
                });
        return answer;
    }

    public synchronized CompletableFuture<Subscription> createSubscription(Subscription wanted) {
        Names.requireNew(wanted.getName(), "subscriptions");
        var subscription = Limits.check(wanted);
        if (queues.containsKey(subscription.getName())) {
            throw Refusal.alreadyExists(subscription.getName());
        }
        fan(subscription.getTopic());
        requireDeadLetterTopic(subscription);
        var queue = addQueue(subscription, lastMessage);
        openPush(queue);
        return written(
                new JournalRecord.SubscriptionStored(subscription, lastMessage), subscription);
    }

    public synchronized CompletableFuture<Subscription> changeSubscription(
            String name, UnaryOperator<Subscription> change) {
        var queue = queue(name);
        var before = queue.settings();
        var changed = Limits.check(change.apply(before));
        requireDeadLetterTopic(changed);
        queue.change(changed);
        if (!changed.getPushConfig().equals(before.getPushConfig())) {
            queue.end(
                    Refusal.failedPrecondition(
                            "The push configuration of the subscription has changed."));
            openPush(queue);
        }
        return written(new JournalRecord.SubscriptionStored(changed, queue.after()), changed);
    }

    public synchronized CompletableFuture<Void> detach(String name) {
        var queue = queue(name);
        var detached = queue.settings().toBuilder().setDetached(true).build();
        detach(queue, detached);
        return written(new JournalRecord.SubscriptionStored(detached, queue.after()));
    }

    public synchronized List<Subscription> subscriptions(String project) {
        return queues.values().stream()
                .map(SubscribedQueue::settings)
                .filter(subscription -> subscription.getName().startsWith(project + "/"))
                .toList();
    }

    public synchronized SubscribedQueue queue(String name) {
        var queue = queues.get(name);
        if (queue == null) {
            Names.parse(name);
            throw Refusal.notFound(name);
        }
        return queue;
    }

    public synchronized CompletableFuture<Void> deleteSubscription(String name) {
        queue(name);
        removeQueue(name);
        return written(new JournalRecord.SubscriptionDeleted(name));
    }

    public void seek(String subscription, Instant time) {
        queue(subscription).seek(time);
    }

    /** Does again what a journal says was done. */
    public synchronized void replay(JournalRecord record) {
        switch (record) {
            case JournalRecord.TopicStored(var topic) -> restoreTopic(topic);
            case JournalRecord.TopicDeleted(var topic) -> removeTopic(topic);
            case JournalRecord.SubscriptionStored(var subscription, var after) ->
                    restoreQueue(subscription, after);
            case JournalRecord.SubscriptionDeleted(var subscription) -> removeQueue(subscription);
            case JournalRecord.Published(var topic, var messages) ->
                    restorePublished(topic, messages);
            case JournalRecord.Acknowledged(var name, var messages) -> {
                var queue = queues.get(name);
                if (queue != null) {
                    queue.restoreAcknowledged(messages);
                }
            }
            case JournalRecord.Sought(var name, var time) -> {
                var queue = queues.get(name);
                if (queue != null) {
                    queue.seek(time);
                }
            }
            case JournalRecord.Kept(var name, var pending, var acknowledged) ->
                    queue(name).restore(pending, acknowledged);
            case JournalRecord.SnapshotEnded(var last) -> lastMessage = Math.max(lastMessage, last);
        }
    }

    /** Everything that is still owed, as records that make it anew. */
    public synchronized List<JournalRecord> snapshot() {
        var records = new ArrayList<JournalRecord>();
        topics.values().forEach(fan -> records.add(new JournalRecord.TopicStored(fan.settings())));
        for (var queue : queues.values()) {
            records.add(new JournalRecord.SubscriptionStored(queue.settings(), queue.after()));
            records.add(queue.snapshot());
        }
        records.add(new JournalRecord.SnapshotEnded(lastMessage));
        return records;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private TopicFan fan(String name) {
        var fan = topics.get(name);
        if (fan == null) {
            Names.parse(name);
            throw Refusal.notFound(name);
        }
        return fan;
    }

    private void requireDeadLetterTopic(Subscription subscription) {
        if (subscription.hasDeadLetterPolicy()) {
            fan(subscription.getDeadLetterPolicy().getDeadLetterTopic());
        }
    }

    private SubscribedQueue addQueue(Subscription subscription, long after) {
        var queue =
                new SubscribedQueue(
                        subscription,
                        after,
                        this::note,
                        this::bury,
                        new FaultPlan(faults, subscription.getName()),
                        timer);
        queues.put(subscription.getName(), queue);
        var fan = topics.get(subscription.getTopic());
        if (fan != null && !subscription.getDetached()) {
            fan.add(queue);
        }
        return queue;
    }

    private void openPush(SubscribedQueue queue) {
        var settings = queue.settings();
        if (!settings.getPushConfig().getPushEndpoint().isEmpty() && !settings.getDetached()) {
            queue.attach(pushDoor.open(queue, settings));
        }
    }

    private void removeTopic(String name) {
        var fan = topics.remove(name);
        if (fan != null) {
            for (var queue : fan.queues()) {
                queue.change(queue.settings().toBuilder().setTopic(Names.DELETED_TOPIC).build());
            }
        }
    }

    private void removeQueue(String name) {
        var queue = queues.remove(name);
        if (queue != null) {
            topics.values().forEach(fan -> fan.remove(queue));
            queue.end(Refusal.notFound(name));
            queue.discard();
        }
    }

    private void detach(SubscribedQueue queue, Subscription detached) {
        topics.values().forEach(fan -> fan.remove(queue));
        queue.change(detached);
        queue.end(Refusal.failedPrecondition("The subscription is detached from its topic."));
        queue.discard();
    }

    private void restoreTopic(Topic topic) {
        var fan = topics.get(topic.getName());
        if (fan == null) {
            topics.put(topic.getName(), new TopicFan(topic));
        } else {
            fan.change(topic);
        }
    }

    private void restoreQueue(Subscription subscription, long after) {
        var queue = queues.get(subscription.getName());
        if (queue == null) {
            addQueue(subscription, after);
        } else if (subscription.getDetached()) {
            detach(queue, subscription);
        } else {
            queue.change(subscription);
        }
    }

    private void restorePublished(String topic, List<PubsubMessage> contents) {
        var messages = contents.stream().map(Message::of).toList();
        lastMessage = Math.max(lastMessage, messages.getLast().number());
        var fan = topics.get(topic);
        if (fan != null) {
            fan.fanOut(messages);
        }
    }

    private CompletableFuture<String> bury(String topic, PubsubMessage letter) {
        // On the timer's thread: the caller holds the lock of its subscription.
        return CompletableFuture.supplyAsync(() -> publish(topic, List.of(letter)), timer)
                .thenCompose(published -> published)
                .thenApply(List::getFirst);
    }

    private void expire() {
        List<SubscribedQueue> all;
        synchronized (this) {
            all = List.copyOf(queues.values());
        }
        all.forEach(queue -> queue.expire(clock.instant()));
    }

    private void note(JournalRecord record) {
        journal.append(record);
    }

    private CompletableFuture<Void> written(JournalRecord record) {
        return written(record, "").thenAccept(done -> {});
    }

    private <T> CompletableFuture<T> written(JournalRecord record, T value) {
        var answer = new CompletableFuture<T>();
        journal.append(record, new Answer<>(answer, value));
        return answer;
    }

    private static ScheduledExecutorService timer() {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("pubsub-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
