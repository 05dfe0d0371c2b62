package dev.agentworks.local.pubsub.grpc;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ListSubscriptionsRequest;
import com.google.pubsub.v1.ListSubscriptionsResponse;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.ModifyPushConfigRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.SeekRequest;
import com.google.pubsub.v1.SeekResponse;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.UpdateSubscriptionRequest;
import dev.agentworks.local.pubsub.broker.AckIds;
import dev.agentworks.local.pubsub.broker.Broker;
import dev.agentworks.local.pubsub.broker.Refusal;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** The Subscriber service: subscriptions, and their messages by pull and by stream. */
public final class SubscriberService extends SubscriberGrpc.SubscriberImplBase {

    private static final List<String> CHANGEABLE =
            List.of(
                    "push_config",
                    "ack_deadline_seconds",
                    "retain_acked_messages",
                    "message_retention_duration",
                    "labels",
                    "expiration_policy",
                    "dead_letter_policy",
                    "retry_policy",
                    "enable_exactly_once_delivery");

    private final Broker broker;
    private final ScheduledExecutorService timer;

    public SubscriberService(Broker broker, ScheduledExecutorService timer) {
        this.broker = broker;
        this.timer = timer;
    }

    @Override
    public void createSubscription(Subscription request, StreamObserver<Subscription> call) {
        Replies.replyLater(call, () -> broker.createSubscription(request), Function.identity());
    }

    @Override
    public void getSubscription(GetSubscriptionRequest request, StreamObserver<Subscription> call) {
        Replies.reply(call, () -> broker.queue(request.getSubscription()).settings());
    }

    @Override
    public void updateSubscription(
            UpdateSubscriptionRequest request, StreamObserver<Subscription> call) {
        var wanted = request.getSubscription();
        Replies.replyLater(
                call,
                () ->
                        broker.changeSubscription(
                                wanted.getName(),
                                current ->
                                        (Subscription)
                                                FieldMasks.merge(
                                                        current,
                                                        wanted,
                                                        request.getUpdateMask(),
                                                        CHANGEABLE)),
                Function.identity());
    }

    @Override
    public void modifyPushConfig(ModifyPushConfigRequest request, StreamObserver<Empty> call) {
        Replies.replyLater(
                call,
                () ->
                        broker.changeSubscription(
                                request.getSubscription(),
                                current ->
                                        current.toBuilder()
                                                .setPushConfig(request.getPushConfig())
                                                .build()),
                changed -> Empty.getDefaultInstance());
    }

    @Override
    public void listSubscriptions(
            ListSubscriptionsRequest request, StreamObserver<ListSubscriptionsResponse> call) {
        Replies.reply(
                call,
                () -> {
                    var page =
                            Page.of(
                                    broker.subscriptions(request.getProject()),
                                    request.getPageSize(),
                                    request.getPageToken());
                    return ListSubscriptionsResponse.newBuilder()
                            .addAllSubscriptions(page.items())
                            .setNextPageToken(page.nextToken())
                            .build();
                });
    }

    @Override
    public void deleteSubscription(DeleteSubscriptionRequest request, StreamObserver<Empty> call) {
        Replies.replyLater(
                call,
                () -> broker.deleteSubscription(request.getSubscription()),
                done -> Empty.getDefaultInstance());
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> call) {
        Replies.replyEmpty(
                call,
                () -> {
                    var queue = broker.queue(request.getSubscription());
                    AckIds.requireValid(request.getAckIdsList());
                    queue.acknowledge(request.getAckIdsList());
                });
    }

    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> call) {
        Replies.replyEmpty(
                call,
                () -> {
                    var queue = broker.queue(request.getSubscription());
                    AckIds.requireValid(request.getAckIdsList());
                    queue.modifyAckDeadline(
                            request.getAckIdsList(), request.getAckDeadlineSeconds());
                });
    }

    @Override
    @SuppressWarnings(
            "deprecation") // return_immediately is still sent by clients that do not want to wait
    public void pull(PullRequest request, StreamObserver<PullResponse> call) {
        try {
            var queue = broker.queue(request.getSubscription());
            if (request.getMaxMessages() <= 0) {
                throw Refusal.invalid("The value for max_messages must be greater than zero.");
            }
            PullResponses.requirePullable(queue);
            var pull =
                    new WaitingPull(
                            queue,
                            request.getMaxMessages(),
                            (ServerCallStreamObserver<PullResponse>) call);
            pull.start(request.getReturnImmediately(), timer);
        } catch (RuntimeException e) {
            call.onError(Replies.status(e));
        }
    }

    @Override
    public StreamObserver<StreamingPullRequest> streamingPull(
            StreamObserver<StreamingPullResponse> call) {
        return new StreamingPull(
                broker, (ServerCallStreamObserver<StreamingPullResponse>) call, timer);
    }

    @Override
    public void seek(SeekRequest request, StreamObserver<SeekResponse> call) {
        Replies.reply(
                call,
                () -> {
                    if (!request.hasTime()) {
                        throw Refusal.invalid("Snapshots are not kept here; seek to a time.");
                    }
                    broker.seek(
                            request.getSubscription(),
                            Instant.ofEpochSecond(
                                    request.getTime().getSeconds(), request.getTime().getNanos()));
                    return SeekResponse.getDefaultInstance();
                });
    }
}
