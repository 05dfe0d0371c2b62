package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Which topics and subscriptions there are, and the number of the last message. Guarded by the
 * broker's monitor.
 */
final class Registry {

    private final SequencedMap<String, TopicFanOut> topics = new TreeMap<>();
    private final SequencedMap<String, SubscriptionQueue> queues = new TreeMap<>();
    private final QueueMaker maker;
    private long lastMessage;

    Registry(QueueMaker maker) {
        this.maker = maker;
    }

    TopicFanOut topic(String name) {
        return findTopic(name).orElseThrow(() -> missing(name));
    }

    Optional<TopicFanOut> findTopic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    Collection<TopicFanOut> topics() {
        return topics.values();
    }

    void putTopic(Topic topic) {
        findTopic(topic.getName())
                .ifPresentOrElse(
                        fanOut -> fanOut.change(topic),
                        () -> topics.put(topic.getName(), new TopicFanOut(topic)));
    }

    void removeTopic(String name) {
        var fanOut = topics.remove(name);
        if (fanOut != null) {
            for (var queue : fanOut.queues()) {
                queue.change(queue.settings().toBuilder().setTopic(Names.DELETED_TOPIC).build());
            }
        }
    }

    SubscriptionQueue queue(String name) {
        return findQueue(name).orElseThrow(() -> missing(name));
    }

    Optional<SubscriptionQueue> findQueue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    Collection<SubscriptionQueue> queues() {
        return List.copyOf(queues.values());
    }

    SubscriptionQueue addQueue(Subscription subscription, long after) {
        var queue = maker.make(subscription, after);
        queues.put(subscription.getName(), queue);
        if (!subscription.getDetached()) {
            findTopic(subscription.getTopic()).ifPresent(fanOut -> fanOut.add(queue));
        }
        return queue;
    }

    void removeQueue(String name) {
        var queue = queues.remove(name);
        if (queue != null) {
            leaveTopics(queue);
            queue.end(Refusal.notFound(name));
            queue.discard();
        }
    }

    void detach(SubscriptionQueue queue, Subscription detached) {
        leaveTopics(queue);
        queue.change(detached);
        queue.end(Refusal.failedPrecondition("The subscription is detached from its topic."));
        queue.discard();
    }

    long lastMessage() {
        return lastMessage;
    }

    long nextMessage() {
        return ++lastMessage;
    }

    void messagesReached(long number) {
        lastMessage = Math.max(lastMessage, number);
    }

    private void leaveTopics(SubscriptionQueue queue) {
        topics.values().forEach(fanOut -> fanOut.remove(queue));
    }

    private static RuntimeException missing(String name) {
        Names.parse(name);
        return Refusal.notFound(name);
    }

    interface QueueMaker {
        SubscriptionQueue make(Subscription subscription, long after);
    }
}
