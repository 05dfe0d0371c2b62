package dev.agentworks.starter.messaging;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that this service listens to.
 *
 * @param declared the service's own, as beans
 * @param deadLetters the readers of their dead-letter topics; none without a table to keep them in
 */
record InboundSubscriptions(
        List<InboundSubscription> declared, List<InboundSubscription> deadLetters) {
    static InboundSubscriptions of(
            List<InboundSubscription> declared, @Nullable ForwardedDeadLetters forwarded) {
        return new InboundSubscriptions(
                declared, forwarded == null ? List.of() : forwarded.readersFor(declared));
    }

    List<InboundSubscription> all() {
        return Stream.concat(declared.stream(), deadLetters.stream()).toList();
    }
}
