package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One topic: it passes every message to each subscription. */
final class TopicFanOut {

    private final List<SubscriptionQueue> queues = new CopyOnWriteArrayList<>();
    private volatile Topic settings;

    TopicFanOut(Topic settings) {
        this.settings = settings;
    }

    Topic settings() {
        return settings;
    }

    void change(Topic changed) {
        settings = changed;
    }

    void add(SubscriptionQueue queue) {
        queues.add(queue);
    }

    void remove(SubscriptionQueue queue) {
        queues.remove(queue);
    }

    List<SubscriptionQueue> queues() {
        return queues;
    }

    void offer(List<Message> messages) {
        queues.forEach(queue -> queue.offer(messages));
    }
}
