package dev.agentworks.local.pubsub.broker;

import java.time.Duration;
import java.util.List;

/**
 * A receiver of messages: an open stream, a waiting pull or a push endpoint. It is called under the
 * subscription's lock, so no method may wait.
 */
public interface Consumer {

    /** Consumers of one identity may share the messages of an ordering key. */
    String identity();

    /** How many messages it would take now. */
    int room();

    /** How many bytes it would take now; the last message may exceed it. */
    long roomInBytes();

    /** Whether it takes the next message of an ordering key only when the one before is done. */
    default boolean takesKeysOneByOne() {
        return false;
    }

    Duration ackDeadline();

    void deliver(List<Delivery> deliveries);

    /** A message delivered to it is no longer outstanding. */
    default void released(int bytes) {}

    /** The subscription is gone or has become another kind. */
    void ended(io.grpc.StatusRuntimeException reason);
}
