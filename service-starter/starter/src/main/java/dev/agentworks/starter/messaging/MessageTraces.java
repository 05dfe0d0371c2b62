package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries a trace over Pub/Sub in the attribute {@code traceparent}. */
public final class MessageTraces {
    private static final String TRACE_PARENT = "traceparent";
    private final ObservationRegistry observations;
    private final Tracer tracer;
    private final Propagator propagator;

    MessageTraces(ObservationRegistry observations, Tracer tracer, Propagator propagator) {
        this.observations = observations;
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The message with the trace of this moment, unless it has one. */
    public OutgoingMessage traced(OutgoingMessage message) {
        return isTraced(message) ? message : with(trace(message.topic()), message);
    }

    /** The attributes that give the message the trace of this moment; none when it has one. */
    public Map<String, String> missing(OutgoingMessage message) {
        return isTraced(message) ? Map.of() : trace(message.topic());
    }

    /** The messages, told of together, with the one trace of this moment. */
    public List<OutgoingMessage> traced(List<OutgoingMessage> messages) {
        if (messages.stream().allMatch(MessageTraces::isTraced)) {
            return List.copyOf(messages);
        }
        var trace = trace(messages.getFirst().topic());
        return messages.stream()
                .map(message -> isTraced(message) ? message : with(trace, message))
                .toList();
    }

    // a message tells of what goes on, which has a span already; without one a trace begins with it
    private Map<String, String> trace(String topic) {
        var trace = new HashMap<String, String>();
        var span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), trace, MessageTraces::put);
        }
        return trace.isEmpty() ? begun(topic) : trace;
    }

    private Map<String, String> begun(String topic) {
        var trace = new HashMap<String, String>();
        var context = new SenderContext<Map<String, String>>(MessageTraces::put, Kind.PRODUCER);
        context.setCarrier(trace);
        // told of, not entered: nothing happens within it
        Observation.createNotStarted("agentworks.messages.sent", () -> context, observations)
                .contextualName(topic + " send")
                .lowCardinalityKeyValue("topic", topic)
                .start()
                .stop();
        return trace;
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

    private static void put(@Nullable Map<String, String> attributes, String name, String value) {
        Objects.requireNonNull(attributes).put(name, value);
    }
}
