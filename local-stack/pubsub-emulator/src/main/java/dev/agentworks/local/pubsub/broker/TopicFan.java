package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One topic: whatever it gets goes to every subscription. */
final class TopicFan {

    private final List<SubscribedQueue> queues = new CopyOnWriteArrayList<>();
    private volatile Topic settings;

    TopicFan(Topic settings) {
        this.settings = settings;
    }

    Topic settings() {
        return settings;
    }

    void change(Topic changed) {
        settings = changed;
    }

    void add(SubscribedQueue queue) {
        queues.add(queue);
    }

    void remove(SubscribedQueue queue) {
        queues.remove(queue);
    }

    List<SubscribedQueue> queues() {
        return queues;
    }

    void fanOut(List<Message> messages) {
        queues.forEach(queue -> queue.offer(messages));
    }
}
