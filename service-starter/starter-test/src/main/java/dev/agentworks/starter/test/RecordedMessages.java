package dev.agentworks.starter.test;

import java.util.List;

/**
 * What was published to each topic since this service started, read from subscriptions of its own.
 */
public interface RecordedMessages {
    /** What has arrived so far, oldest first. */
    List<ReceivedMessage> on(String topic);

    /** Waits until this many have arrived, ten seconds at most, and gives all that are there. */
    List<ReceivedMessage> awaitOn(String topic, int count);

    /** Forgets what was read. */
    void clear();
}
