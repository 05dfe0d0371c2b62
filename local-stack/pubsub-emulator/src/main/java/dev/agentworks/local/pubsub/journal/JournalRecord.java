package dev.agentworks.local.pubsub.journal;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import java.time.Instant;
import java.util.List;

/**
 * One thing that happened. Messages carry their number as message id. Replaying a record twice
 * changes nothing more.
 */
public sealed interface JournalRecord {

    record TopicStored(Topic topic) implements JournalRecord {}

    record TopicDeleted(String topic) implements JournalRecord {}

    /**
     * @param after the subscription gets the messages with higher numbers than this
     */
    record SubscriptionStored(Subscription subscription, long after) implements JournalRecord {}

    record SubscriptionDeleted(String subscription) implements JournalRecord {}

    record Published(String topic, List<PubsubMessage> messages) implements JournalRecord {}

    record Acknowledged(String subscription, List<Long> messages) implements JournalRecord {}

    record Sought(String subscription, Instant time) implements JournalRecord {}

    /** Part of a snapshot: a subscription's pending messages and the acknowledged ones it keeps. */
    record Kept(String subscription, List<PubsubMessage> pending, List<PubsubMessage> acknowledged)
            implements JournalRecord {}

    /** The end of a snapshot; a segment without it was never finished. */
    record SnapshotEnded(long lastMessage) implements JournalRecord {}
}
