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

    private final SequencedMap<String, TopicFan> topics = new TreeMap<>();
    private final SequencedMap<String, SubscribedQueue> queues = new TreeMap<>();
    private final QueueMaker maker;
    private long lastMessage;

    Registry(QueueMaker maker) {
        this.maker = maker;
    }

    TopicFan topic(String name) {
        return findTopic(name).orElseThrow(() -> missing(name));
    }

    Optional<TopicFan> findTopic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    Collection<TopicFan> topics() {
        return topics.values();
    }

    void putTopic(Topic topic) {
        findTopic(topic.getName())
                .ifPresentOrElse(
                        fan -> fan.change(topic),
                        () -> topics.put(topic.getName(), new TopicFan(topic)));
    }

    void removeTopic(String name) {
        var fan = topics.remove(name);
        if (fan != null) {
            for (var queue : fan.queues()) {
                queue.change(queue.settings().toBuilder().setTopic(Names.DELETED_TOPIC).build());
            }
        }
    }

    SubscribedQueue queue(String name) {
        return findQueue(name).orElseThrow(() -> missing(name));
    }

    Optional<SubscribedQueue> findQueue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    Collection<SubscribedQueue> queues() {
        return List.copyOf(queues.values());
    }

    SubscribedQueue addQueue(Subscription subscription, long after) {
        var queue = maker.make(subscription, after);
        queues.put(subscription.getName(), queue);
        if (!subscription.getDetached()) {
            findTopic(subscription.getTopic()).ifPresent(fan -> fan.add(queue));
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

    void detach(SubscribedQueue queue, Subscription detached) {
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

    private void leaveTopics(SubscribedQueue queue) {
        topics.values().forEach(fan -> fan.remove(queue));
    }

    private static RuntimeException missing(String name) {
        Names.parse(name);
        return Refusal.notFound(name);
    }

    interface QueueMaker {
        SubscribedQueue make(Subscription subscription, long after);
    }
}
