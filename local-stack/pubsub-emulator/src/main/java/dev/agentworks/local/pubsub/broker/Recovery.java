package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import dev.agentworks.local.pubsub.journal.JournalRecord;
import dev.agentworks.local.pubsub.journal.JournalRecord.Acknowledged;
import dev.agentworks.local.pubsub.journal.JournalRecord.Kept;
import dev.agentworks.local.pubsub.journal.JournalRecord.Published;
import dev.agentworks.local.pubsub.journal.JournalRecord.SnapshotEnded;
import dev.agentworks.local.pubsub.journal.JournalRecord.Sought;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionStored;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicStored;
import java.util.ArrayList;
import java.util.List;

/** Restores a registry from records, and writes its snapshot as records. */
final class Recovery {

    private final Registry registry;

    Recovery(Registry registry) {
        this.registry = registry;
    }

    void replay(JournalRecord record) {
        switch (record) {
            case TopicStored(var topic) -> registry.putTopic(topic);
            case TopicDeleted(var topic) -> registry.removeTopic(topic);
            case SubscriptionStored(var subscription, var after) -> restore(subscription, after);
            case SubscriptionDeleted(var subscription) -> registry.removeQueue(subscription);
            case Published(var topic, var messages) -> publish(topic, messages);
            case Acknowledged(var name, var messages) ->
                    registry.findQueue(name)
                            .ifPresent(queue -> queue.restoreAcknowledged(messages));
            case Sought(var name, var time) ->
                    registry.findQueue(name).ifPresent(queue -> queue.seek(time));
            case Kept(var name, var pending, var acknowledged) ->
                    registry.queue(name).restore(pending, acknowledged);
            case SnapshotEnded(var lastMessage) -> registry.messagesReached(lastMessage);
        }
    }

    /** The records that restore topics, subscriptions and retained messages. */
    List<JournalRecord> snapshot() {
        var records = new ArrayList<JournalRecord>();
        registry.topics().forEach(fanOut -> records.add(new TopicStored(fanOut.settings())));
        for (var queue : registry.queues()) {
            records.add(new SubscriptionStored(queue.settings(), queue.after()));
            records.add(queue.snapshot());
        }
        records.add(new SnapshotEnded(registry.lastMessage()));
        return records;
    }

    private void restore(Subscription subscription, long after) {
        var known = registry.findQueue(subscription.getName());
        if (known.isEmpty()) {
            registry.addQueue(subscription, after);
        } else if (subscription.getDetached()) {
            registry.detach(known.get(), subscription);
        } else {
            known.get().change(subscription);
        }
    }

    private void publish(String topic, List<PubsubMessage> contents) {
        var messages = contents.stream().map(Message::of).toList();
        registry.messagesReached(messages.getLast().number());
        registry.findTopic(topic).ifPresent(fanOut -> fanOut.offer(messages));
    }
}
