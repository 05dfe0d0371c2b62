package dev.agentworks.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.DefaultSettings;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboundMessagesTests {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void handlesNoMoreMessagesAtOnceThanTheSubscriptionAllows() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var entered = new CountDownLatch(2);
        var subscription =
                subscription(
                        2,
                        _ -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            entered.countDown();
                            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
                            atOnce.decrementAndGet();
                            return Handling.done();
                        });
        var messages = messages(subscription);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var received =
                    IntStream.range(0, 20)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            messages.receive(subscription, message("m" + i, 0))))
                            .toList();
            for (var settled : received) {
                assertThat(settled.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }

        assertThat(most).hasValue(2);
        assertThat(gauge("inflight")).isZero();
    }

    @Test
    void tellsHowOldMessagesAreAndHowOldTheOldestIsThatIsNotSettled() {
        var subscription =
                subscription(
                        1,
                        message ->
                                message.deliveryAttempt() == 1
                                        ? Handling.retryLater("not now")
                                        : Handling.done());
        var messages = messages(subscription);

        assertThat(messages.receive(subscription, message("slow", 0, 1))).isFalse();
        clock.add(Duration.ofSeconds(40));
        assertThat(messages.receive(subscription, message("quick", 30, 2))).isTrue();

        assertThat(meters.get("agentworks.messages.age").timer().max(TimeUnit.SECONDS))
                .isEqualTo(10);
        assertThat(gauge("unsettled")).isEqualTo(1);
        assertThat(gauge("oldest")).isEqualTo(40);

        assertThat(messages.receive(subscription, message("slow", 0, 2))).isTrue();

        assertThat(gauge("unsettled")).isZero();
        assertThat(gauge("oldest")).isZero();
    }

    @Test
    void forgetsARefusedMessageThatDoesNotComeAgain() {
        var subscription = subscription(1, _ -> Handling.retryLater("not now"));
        messages(subscription).receive(subscription, message("elsewhere", 0));

        clock.add(Duration.ofMinutes(4));

        assertThat(gauge("unsettled")).isZero();
    }

    private double gauge(String name) {
        return meters.get("agentworks.messages." + name).gauge().value();
    }

    private InboundMessages messages(InboundSubscription subscription) {
        return new InboundMessages(
                List.of(subscription),
                DefaultSettings.of("agentworks.pubsub", PubSubSettings.class),
                (_, _) -> {},
                new MessageTraces(ObservationRegistry.NOOP, Tracer.NOOP, Propagator.NOOP),
                meters);
    }

    private static InboundSubscription subscription(int concurrency, MessageHandler handler) {
        return new InboundSubscription(
                "some.letters",
                "letters",
                true,
                null,
                Duration.ofSeconds(60),
                concurrency,
                handler);
    }

    private IncomingMessage message(String id, long secondsAfterStart) {
        return message(id, secondsAfterStart, 1);
    }

    private IncomingMessage message(String id, long secondsAfterStart, int attempt) {
        return new IncomingMessage(
                "some.letters",
                id,
                Map.of(),
                "",
                null,
                // the mock's clock begins a millisecond after the epoch
                Instant.ofEpochMilli(1).plusSeconds(secondsAfterStart),
                attempt);
    }
}
