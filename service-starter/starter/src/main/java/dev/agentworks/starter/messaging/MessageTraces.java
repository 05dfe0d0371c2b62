package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
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
        if (message.attributes().containsKey(TRACE_PARENT)) {
            return message;
        }
        var attributes = new HashMap<>(message.attributes());
        var context = new SenderContext<Map<String, String>>(put(), Kind.PRODUCER);
        context.setCarrier(attributes);
        Observation.createNotStarted("agentworks.messages.sent", () -> context, observations)
                .contextualName(message.topic() + " send")
                .lowCardinalityKeyValue("topic", message.topic())
                .observe(() -> {});
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
