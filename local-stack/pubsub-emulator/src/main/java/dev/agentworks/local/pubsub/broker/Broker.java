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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * All topics and subscriptions. A future completes when its record is durable in the journal.
 * Topics and subscriptions change one at a time; deliveries do not wait for them.
 */
public final class Broker {

    private final Clock clock;
    private final PushConsumerFactory pushConsumers;
    private final ScheduledExecutorService timer;
    private final Registry registry;
    private final Recovery recovery;
    private volatile Journal journal = Journal.none();

    public Broker(
            Clock clock,
            Faults faults,
            PushConsumerFactory pushConsumers,
            ScheduledExecutorService timer) {
        this.clock = clock;
        this.pushConsumers = pushConsumers;
        this.timer = timer;
        this.registry =
                new Registry((subscription, after) ->
                        new SubscriptionQueue(
                                subscription,
                                after,
                                this::appendInBackground,
                                this::publishDeadLetter,
                                new FaultPlan(faults, subscription.getName()),
                                timer));
        this.recovery = new Recovery(registry);
        timer.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.MINUTES);
    }

    /** Replays a record of the journal. */
    public synchronized void replay(JournalRecord record) {
        recovery.replay(record);
    }

    /** To be called once, after all records have been {@linkplain #replay replayed}. */
    public synchronized void open(Journal journal) {
        this.journal = journal;
        registry.queues().forEach(this::openPush);
    }

    public synchronized List<JournalRecord> snapshot() {
        return recovery.snapshot();
    }

    public synchronized CompletableFuture<Topic> createTopic(Topic topic) {
        Names.requireNew(topic.getName(), "topics");
        if (registry.findTopic(topic.getName()).isPresent()) {
            throw Refusal.alreadyExists(topic.getName());
        }
        registry.putTopic(topic);
        return written(new JournalRecord.TopicStored(topic), topic);
    }

    public synchronized CompletableFuture<Topic> changeTopic(
            String name, UnaryOperator<Topic> change) {
        var changed = change.apply(registry.topic(name).settings());
        registry.putTopic(changed);
        return written(new JournalRecord.TopicStored(changed), changed);
    }

    public synchronized Topic topic(String name) {
        return registry.topic(name).settings();
    }

    public synchronized List<Topic> topics(String project) {
        return registry.topics().stream()
                .map(TopicFanOut::settings)
                .filter(topic -> topic.getName().startsWith(project + "/"))
                .toList();
    }

    public synchronized List<String> subscriptionsOf(String topic) {
        return registry.topic(topic).queues().stream()
                .map(SubscriptionQueue::name)
                .sorted()
                .toList();
    }

    public synchronized CompletableFuture<String> deleteTopic(String name) {
        registry.topic(name);
        registry.removeTopic(name);
        return written(new JournalRecord.TopicDeleted(name), name);
    }

    /** Answers the ids of the messages when they are durable and with every subscription. */
    public synchronized CompletableFuture<List<String>> publish(
            String topic, List<PubsubMessage> contents) {
        var fanOut = registry.topic(topic);
        Limits.check(contents);
        var now = clock.instant();
        var time =
                Timestamp.newBuilder()
                        .setSeconds(now.getEpochSecond())
                        .setNanos(now.getNano())
                        .build();
        var messages =
                contents.stream()
                        .map(content -> Message.of(registry.nextMessage(), time, content))
                        .toList();
        var answer = new CompletableFuture<List<String>>();
        journal.append(
                new JournalRecord.Published(
                        topic, messages.stream().map(Message::content).toList()),
                new DurableAnswer<>(answer, messages.stream().map(Message::id).toList()) {
                    @Override
                    public void durable() {
                        fanOut.offer(messages);
                        super.durable();
                    }
                });
        return answer;
    }

    public synchronized CompletableFuture<Subscription> createSubscription(Subscription wanted) {
        Names.requireNew(wanted.getName(), "subscriptions");
        var subscription = Limits.check(wanted);
        if (registry.findQueue(subscription.getName()).isPresent()) {
            throw Refusal.alreadyExists(subscription.getName());
        }
        registry.topic(subscription.getTopic());
        requireDeadLetterTopic(subscription);
        var queue = registry.addQueue(subscription, registry.lastMessage());
        openPush(queue);
        return written(
                new JournalRecord.SubscriptionStored(subscription, queue.after()), subscription);
    }

    public synchronized CompletableFuture<Subscription> changeSubscription(
            String name, UnaryOperator<Subscription> change) {
        var queue = registry.queue(name);
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

    public synchronized CompletableFuture<Subscription> detach(String name) {
        var queue = registry.queue(name);
        var detached = queue.settings().toBuilder().setDetached(true).build();
        registry.detach(queue, detached);
        return written(new JournalRecord.SubscriptionStored(detached, queue.after()), detached);
    }

    public synchronized List<Subscription> subscriptions(String project) {
        return registry.queues().stream()
                .map(SubscriptionQueue::settings)
                .filter(subscription -> subscription.getName().startsWith(project + "/"))
                .toList();
    }

    public synchronized SubscriptionQueue queue(String name) {
        return registry.queue(name);
    }

    public synchronized CompletableFuture<String> deleteSubscription(String name) {
        registry.queue(name);
        registry.removeQueue(name);
        return written(new JournalRecord.SubscriptionDeleted(name), name);
    }

    public void seek(String subscription, Instant time) {
        queue(subscription).seek(time);
    }

    private void requireDeadLetterTopic(Subscription subscription) {
        if (subscription.hasDeadLetterPolicy()) {
            registry.topic(subscription.getDeadLetterPolicy().getDeadLetterTopic());
        }
    }

    private void openPush(SubscriptionQueue queue) {
        var settings = queue.settings();
        if (!settings.getPushConfig().getPushEndpoint().isEmpty() && !settings.getDetached()) {
            queue.attach(pushConsumers.open(queue, settings));
        }
    }

    private CompletableFuture<String> publishDeadLetter(String topic, PubsubMessage message) {
        // on the timer's thread, because the caller holds the lock of its subscription
        return CompletableFuture.supplyAsync(() -> publish(topic, List.of(message)), timer)
                .thenCompose(published -> published)
                .thenApply(List::getFirst);
    }

    private void expire() {
        queues().forEach(queue -> queue.expire(clock.instant()));
    }

    private synchronized Collection<SubscriptionQueue> queues() {
        return registry.queues();
    }

    private void appendInBackground(JournalRecord record) {
        journal.append(record);
    }

    private <T> CompletableFuture<T> written(JournalRecord record, T value) {
        var answer = new CompletableFuture<T>();
        journal.append(record, new DurableAnswer<>(answer, value));
        return answer;
    }
}
