package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Carries a trace over Pub/Sub in the attribute {@code traceparent}. */
public final class MessageTraces {
    private static final String TRACE_PARENT = "traceparent";
    private final ObservationRegistry observations;

    MessageTraces(ObservationRegistry observations) {
        this.observations = observations;
    }

    /** The message with the trace of this moment, unless it has one. */
    public OutgoingMessage traced(OutgoingMessage message) {
        return traced(List.of(message)).getFirst();
    }

    /** The messages, told of together, with the one trace of this moment. */
    public List<OutgoingMessage> traced(List<OutgoingMessage> messages) {
        if (messages.stream().allMatch(MessageTraces::isTraced)) {
            return List.copyOf(messages);
        }
        var topic = messages.getFirst().topic();
        var trace = new HashMap<String, String>();
        var context = new SenderContext<Map<String, String>>(put(), Kind.PRODUCER);
        context.setCarrier(trace);
        // told of, not entered: nothing happens within it
        Observation.createNotStarted("agentworks.messages.sent", () -> context, observations)
                .contextualName(topic + " send")
                .lowCardinalityKeyValue("topic", topic)
                .start()
                .stop();
        return messages.stream()
                .map(message -> isTraced(message) ? message : with(trace, message))
                .toList();
    }

    private static boolean isTraced(OutgoingMessage message) {
        return message.attributes().containsKey(TRACE_PARENT);
    }

    private static OutgoingMessage with(Map<String, String> trace, OutgoingMessage message) {
        var attributes = new HashMap<>(message.attributes());
        attributes.putAll(trace);
        return new OutgoingMessage(
                message.eventId(),
                message.topic(),
                message.orderingKey(),
                attributes,
                message.payload());
    }

    Observation received(IncomingMessage message) {
        var context =
                new ReceiverContext<Map<String, String>>(
                        (attributes, name) -> attributes.get(name), Kind.CONSUMER);
        context.setCarrier(message.attributes());
        return Observation.createNotStarted(
                        "agentworks.messages.handled", () -> context, observations)
                .contextualName(message.subscription() + " handle")
                .lowCardinalityKeyValue("subscription", message.subscription());
    }

    private static io.micrometer.observation.transport.Propagator.Setter<Map<String, String>>
            put() {
        return (attributes, name, value) -> Objects.requireNonNull(attributes).put(name, value);
    }
}
