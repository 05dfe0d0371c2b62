package dev.agentworks.local.pubsub.broker;

import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import java.time.Instant;

/** A message of a topic; its number is its position among all messages. */
public record Message(long number, PubsubMessage content) {

    static Message of(long number, Timestamp publishTime, PubsubMessage content) {
        return new Message(
                number,
                content.toBuilder()
                        .setMessageId(Long.toString(number))
                        .setPublishTime(publishTime)
                        .build());
    }

    static Message of(PubsubMessage content) {
        return new Message(Long.parseLong(content.getMessageId()), content);
    }

    String id() {
        return content.getMessageId();
    }

    String orderingKey() {
        return content.getOrderingKey();
    }

    int size() {
        return content.getSerializedSize();
    }

    Instant publishedAt() {
        var time = content.getPublishTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
