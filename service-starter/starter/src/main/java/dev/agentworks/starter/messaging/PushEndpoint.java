package dev.agentworks.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.OpenRoute;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the messages that Pub/Sub pushes. A push carries a token signed by Google, not a service
 * token.
 */
@RestController
@OpenRoute
final class PushEndpoint {
    static final String PATH = "/internal/pubsub/";
    private final PubSubSettings settings;
    private final PushTokens tokens;
    private final InboundMessages messages;

    PushEndpoint(PubSubSettings settings, PushTokens tokens, InboundMessages messages) {
        this.settings = settings;
        this.tokens = tokens;
        this.messages = messages;
    }

    @PostMapping(PATH + "{subscription}")
    ResponseEntity<Void> receive(
            @PathVariable String subscription,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization,
            @RequestBody Push push) {
        if (settings.delivery() != PubSubSettings.Delivery.PUSH) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "Messages are fetched here, not pushed.");
        }
        tokens.verify(authorization);
        var inbound =
                messages.subscription(subscription)
                        .orElseThrow(() ->
                                new ProblemException(
                                        CommonError.NOT_FOUND,
                                        "Nothing here listens to this subscription."));
        if (!messages.receive(inbound, push.incoming(subscription))) {
            throw new ProblemException(
                    CommonError.UNAVAILABLE, "The message is to be delivered again.");
        }
        return ResponseEntity.noContent().build();
    }

    /** The envelope of a push. */
    record Push(@Nullable PushedMessage message, @Nullable Integer deliveryAttempt) {
        IncomingMessage incoming(String subscription) {
            if (message == null || message.messageId() == null) {
                throw new ProblemException(
                                CommonError.INVALID_REQUEST, "This is no push of a message.")
                        .invalid("/message", "is required");
            }
            return new IncomingMessage(
                    subscription,
                    message.messageId(),
                    message.attributes() == null ? Map.of() : message.attributes(),
                    message.text(),
                    message.orderingKey() == null || message.orderingKey().isEmpty()
                            ? null
                            : message.orderingKey(),
                    message.publishTime() == null ? Instant.EPOCH : message.publishTime(),
                    deliveryAttempt == null ? 1 : Math.max(1, deliveryAttempt));
        }
    }

    /** The message inside. */
    record PushedMessage(
            @Nullable String messageId,
            @Nullable String data,
            @Nullable Map<String, String> attributes,
            @Nullable String orderingKey,
            @Nullable Instant publishTime) {
        String text() {
            try {
                return data == null ? "" : new String(Base64.getDecoder().decode(data), UTF_8);
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                                CommonError.INVALID_REQUEST, "The data of the push is no Base64.")
                        .invalid("/message/data", "must be Base64");
            }
        }
    }
}
