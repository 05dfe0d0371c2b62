package dev.agentworks.local.pubsub.grpc;

import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import dev.agentworks.local.pubsub.broker.Broker;
import dev.agentworks.local.pubsub.broker.Consumer;
import dev.agentworks.local.pubsub.broker.Delivery;
import dev.agentworks.local.pubsub.broker.Refusal;
import dev.agentworks.local.pubsub.broker.SubscriptionQueue;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One open stream: it delivers messages up to the client's limits and takes acknowledgements. */
final class StreamingPull implements StreamObserver<StreamingPullRequest>, Consumer {

    private static final int BATCH = 1000;
    private static final long HEARTBEAT_SECONDS = 20;

    private final Broker broker;
    private final ServerCallStreamObserver<StreamingPullResponse> call;
    private final ScheduledExecutorService timer;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicLong outstandingBytes = new AtomicLong();
    private final Object sending = new Object();
    private String identity = "";
    private long mostMessages;
    private long mostBytes;
    private volatile int ackDeadlineSeconds;
    private volatile boolean ended;
    private @Nullable SubscriptionQueue queue;
    private @Nullable ScheduledFuture<?> heartbeat;

    StreamingPull(
            Broker broker,
            ServerCallStreamObserver<StreamingPullResponse> call,
            ScheduledExecutorService timer) {
        this.broker = broker;
        this.call = call;
        this.timer = timer;
        call.setOnReadyHandler(this::ready);
        call.setOnCancelHandler(this::leave);
        call.setOnCloseHandler(this::leave);
    }

    @Override
    public void onNext(StreamingPullRequest request) {
        try {
            if (queue == null) {
                open(request);
            } else {
                follow(queue, request);
            }
        } catch (StatusRuntimeException e) {
            ended(e);
            leave();
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        leave();
    }

    @Override
    public void onCompleted() {
        leave();
        synchronized (sending) {
            if (!ended) {
                ended = true;
                call.onCompleted();
            }
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public int room() {
        if (ended || !call.isReady()) {
            return 0;
        }
        return mostMessages <= 0
                ? BATCH
                : (int) Math.clamp(mostMessages - outstanding.get(), 0, BATCH);
    }

    @Override
    public long roomInBytes() {
        // below the size of a response that clients accept by default
        return mostBytes <= 0 ? 4_000_000 : Math.min(4_000_000, mostBytes - outstandingBytes.get());
    }

    @Override
    public Duration ackDeadline() {
        return Duration.ofSeconds(ackDeadlineSeconds);
    }

    @Override
    public void deliver(List<Delivery> deliveries) {
        outstanding.addAndGet(deliveries.size());
        outstandingBytes.addAndGet(
                deliveries.stream()
                        .mapToLong(delivery -> delivery.message().getSerializedSize())
                        .sum());
        send(
                response()
                        .addAllReceivedMessages(
                                deliveries.stream().map(PullResponses::received).toList())
                        .build());
    }

    @Override
    public void released(int bytes) {
        outstanding.decrementAndGet();
        outstandingBytes.addAndGet(-bytes);
    }

    @Override
    public void ended(StatusRuntimeException reason) {
        synchronized (sending) {
            if (!ended) {
                ended = true;
                call.onError(reason);
            }
        }
    }

    private void open(StreamingPullRequest request) {
        var opened = broker.queue(request.getSubscription());
        PullResponses.requirePullable(opened);
        requireDeadline(request.getStreamAckDeadlineSeconds());
        identity =
                request.getClientId().isEmpty()
                        ? UUID.randomUUID().toString()
                        : request.getClientId();
        mostMessages = request.getMaxOutstandingMessages();
        mostBytes = request.getMaxOutstandingBytes();
        ackDeadlineSeconds = request.getStreamAckDeadlineSeconds();
        queue = opened;
        apply(opened, request);
        // the first response tells the client whether it has to keep the order of keys
        send(response().build());
        opened.attach(this);
        heartbeat =
                timer.scheduleWithFixedDelay(
                        this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void follow(SubscriptionQueue queue, StreamingPullRequest request) {
        if (!request.getSubscription().isEmpty()) {
            throw Refusal.invalid(
                    "The subscription can only be set in the first request of a stream.");
        }
        if (request.getStreamAckDeadlineSeconds() != 0) {
            requireDeadline(request.getStreamAckDeadlineSeconds());
            ackDeadlineSeconds = request.getStreamAckDeadlineSeconds();
        }
        apply(queue, request);
        if (request.equals(StreamingPullRequest.getDefaultInstance())) {
            send(response().build()); // a ping; clients close a stream that does not answer it
        }
    }

    private void apply(SubscriptionQueue queue, StreamingPullRequest request) {
        if (request.getModifyDeadlineAckIdsCount() != request.getModifyDeadlineSecondsCount()) {
            throw Refusal.invalid(
                    "modify_deadline_ack_ids and modify_deadline_seconds differ in length.");
        }
        if (request.getAckIdsCount() > 0) {
            queue.acknowledge(request.getAckIdsList());
        }
        for (var i = 0; i < request.getModifyDeadlineAckIdsCount(); i++) {
            queue.modifyAckDeadline(
                    List.of(request.getModifyDeadlineAckIds(i)),
                    request.getModifyDeadlineSeconds(i));
        }
    }

    private static void requireDeadline(int seconds) {
        if (seconds < 10 || seconds > 600) {
            throw Refusal.invalid(
                    "stream_ack_deadline_seconds must lie between 10 and 600, was "
                            + seconds
                            + ".");
        }
    }

    private StreamingPullResponse.Builder response() {
        var response = StreamingPullResponse.newBuilder();
        if (queue != null) {
            response.getSubscriptionPropertiesBuilder()
                    .setMessageOrderingEnabled(queue.settings().getEnableMessageOrdering());
        }
        return response;
    }

    private void beat() {
        send(response().build());
    }

    private void send(StreamingPullResponse response) {
        synchronized (sending) {
            if (!ended && !call.isCancelled()) {
                call.onNext(response);
            }
        }
    }

    private void ready() {
        if (queue != null) {
            queue.wake();
        }
    }

    private void leave() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        if (queue != null) {
            queue.detach(this);
        }
    }
}
