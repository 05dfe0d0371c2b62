package dev.agentworks.local.pubsub.push;

import com.google.gson.JsonObject;
import dev.agentworks.local.pubsub.broker.Delivery;
import java.time.Instant;
import java.util.Base64;

/** The wrapped form in which messages are pushed. */
final class PushBody {

    private PushBody() {}

    static String of(Delivery delivery, String subscription) {
        var content = delivery.message();
        var message = new JsonObject();
        var attributes = new JsonObject();
        content.getAttributesMap().forEach(attributes::addProperty);
        message.add("attributes", attributes);
        message.addProperty(
                "data", Base64.getEncoder().encodeToString(content.getData().toByteArray()));
        // The service sends both spellings.
        message.addProperty("messageId", content.getMessageId());
        message.addProperty("message_id", content.getMessageId());
        var publishTime = content.getPublishTime();
        var time =
                Instant.ofEpochSecond(publishTime.getSeconds(), publishTime.getNanos()).toString();
        message.addProperty("publishTime", time);
        message.addProperty("publish_time", time);
        if (!content.getOrderingKey().isEmpty()) {
            message.addProperty("orderingKey", content.getOrderingKey());
        }
        var body = new JsonObject();
        body.add("message", message);
        body.addProperty("subscription", subscription);
        if (delivery.attempt() > 0) {
            body.addProperty("deliveryAttempt", delivery.attempt());
        }
        return body.toString();
    }
}
