package dev.agentworks.local.pubsub.grpc;

import com.google.pubsub.v1.PullResponse;
import dev.agentworks.local.pubsub.broker.Consumer;
import dev.agentworks.local.pubsub.broker.Delivery;
import dev.agentworks.local.pubsub.broker.SubscriptionQueue;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pull of one batch: of the messages present, or of the first that arrive while the caller waits.
 */
final class WaitingPull implements Consumer {

    private static final long LONGEST_WAIT = Duration.ofSeconds(20).toMillis();

    /** Before the caller's own deadline, so that it gets an empty answer instead of an error. */
    private static final long MARGIN = 250;

    private final SubscriptionQueue queue;
    private final int most;
    private final ServerCallStreamObserver<PullResponse> call;
    private final String identity = UUID.randomUUID().toString();
    private final AtomicBoolean answered = new AtomicBoolean();

    WaitingPull(SubscriptionQueue queue, int most, ServerCallStreamObserver<PullResponse> call) {
        this.queue = queue;
        this.most = most;
        this.call = call;
    }

    void start(boolean returnImmediately, ScheduledExecutorService timer) {
        call.setOnCancelHandler(this::giveUp);
        queue.attach(this);
        if (returnImmediately) {
            answerEmpty();
        } else if (!answered.get()) {
            var deadline = Context.current().getDeadline();
            var left =
                    deadline == null
                            ? LONGEST_WAIT
                            : deadline.timeRemaining(TimeUnit.MILLISECONDS) - MARGIN;
            timer.schedule(
                    this::answerEmpty, Math.clamp(left, 0, LONGEST_WAIT), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public int room() {
        return answered.get() ? 0 : most;
    }

    @Override
    public long roomInBytes() {
        return 10_000_000;
    }

    @Override
    public Duration ackDeadline() {
        return Duration.ofSeconds(queue.settings().getAckDeadlineSeconds());
    }

    @Override
    public void deliver(List<Delivery> deliveries) {
        if (answered.compareAndSet(false, true)) {
            queue.detach(this);
            call.onNext(
                    PullResponse.newBuilder()
                            .addAllReceivedMessages(
                                    deliveries.stream().map(PullResponses::received).toList())
                            .build());
            call.onCompleted();
        }
    }

    @Override
    public void ended(StatusRuntimeException reason) {
        if (answered.compareAndSet(false, true)) {
            call.onError(reason);
        }
    }

    private void answerEmpty() {
        if (answered.compareAndSet(false, true)) {
            queue.detach(this);
            call.onNext(PullResponse.getDefaultInstance());
            call.onCompleted();
        }
    }

    private void giveUp() {
        answered.set(true);
        queue.detach(this);
    }
}
