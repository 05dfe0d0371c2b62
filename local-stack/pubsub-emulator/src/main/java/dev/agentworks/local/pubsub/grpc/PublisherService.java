package dev.agentworks.local.pubsub.grpc;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.DeleteTopicRequest;
import com.google.pubsub.v1.DetachSubscriptionRequest;
import com.google.pubsub.v1.DetachSubscriptionResponse;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ListTopicSnapshotsRequest;
import com.google.pubsub.v1.ListTopicSnapshotsResponse;
import com.google.pubsub.v1.ListTopicSubscriptionsRequest;
import com.google.pubsub.v1.ListTopicSubscriptionsResponse;
import com.google.pubsub.v1.ListTopicsRequest;
import com.google.pubsub.v1.ListTopicsResponse;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.UpdateTopicRequest;
import dev.agentworks.local.pubsub.broker.Broker;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Function;

/** The Publisher service: topics and what is published on them. */
public final class PublisherService extends PublisherGrpc.PublisherImplBase {

    private static final List<String> CHANGEABLE =
            List.of(
                    "labels",
                    "message_storage_policy",
                    "kms_key_name",
                    "schema_settings",
                    "message_retention_duration");

    private final Broker broker;

    public PublisherService(Broker broker) {
        this.broker = broker;
    }

    @Override
    public void createTopic(Topic request, StreamObserver<Topic> call) {
        Replies.replyLater(call, () -> broker.createTopic(request), Function.identity());
    }

    @Override
    public void updateTopic(UpdateTopicRequest request, StreamObserver<Topic> call) {
        var wanted = request.getTopic();
        Replies.replyLater(
                call,
                () ->
                        broker.changeTopic(
                                wanted.getName(),
                                current ->
                                        (Topic)
                                                FieldMasks.merge(
                                                        current,
                                                        wanted,
                                                        request.getUpdateMask(),
                                                        CHANGEABLE)),
                Function.identity());
    }

    @Override
    public void publish(PublishRequest request, StreamObserver<PublishResponse> call) {
        Replies.replyLater(
                call,
                () -> broker.publish(request.getTopic(), request.getMessagesList()),
                ids -> PublishResponse.newBuilder().addAllMessageIds(ids).build());
    }

    @Override
    public void getTopic(GetTopicRequest request, StreamObserver<Topic> call) {
        Replies.reply(call, () -> broker.topic(request.getTopic()));
    }

    @Override
    public void listTopics(ListTopicsRequest request, StreamObserver<ListTopicsResponse> call) {
        Replies.reply(
                call,
                () -> {
                    var page =
                            Page.of(
                                    broker.topics(request.getProject()),
                                    request.getPageSize(),
                                    request.getPageToken());
                    return ListTopicsResponse.newBuilder()
                            .addAllTopics(page.items())
                            .setNextPageToken(page.nextToken())
                            .build();
                });
    }

    @Override
    public void listTopicSubscriptions(
            ListTopicSubscriptionsRequest request,
            StreamObserver<ListTopicSubscriptionsResponse> call) {
        Replies.reply(
                call,
                () -> {
                    var page =
                            Page.of(
                                    broker.subscriptionsOf(request.getTopic()),
                                    request.getPageSize(),
                                    request.getPageToken());
                    return ListTopicSubscriptionsResponse.newBuilder()
                            .addAllSubscriptions(page.items())
                            .setNextPageToken(page.nextToken())
                            .build();
                });
    }

    @Override
    public void listTopicSnapshots(
            ListTopicSnapshotsRequest request, StreamObserver<ListTopicSnapshotsResponse> call) {
        Replies.reply(
                call,
                () -> {
                    broker.topic(request.getTopic());
                    return ListTopicSnapshotsResponse.getDefaultInstance();
                });
    }

    @Override
    public void deleteTopic(DeleteTopicRequest request, StreamObserver<Empty> call) {
        Replies.replyLater(
                call,
                () -> broker.deleteTopic(request.getTopic()),
                done -> Empty.getDefaultInstance());
    }

    @Override
    public void detachSubscription(
            DetachSubscriptionRequest request, StreamObserver<DetachSubscriptionResponse> call) {
        Replies.replyLater(
                call,
                () -> broker.detach(request.getSubscription()),
                done -> DetachSubscriptionResponse.getDefaultInstance());
    }
}
