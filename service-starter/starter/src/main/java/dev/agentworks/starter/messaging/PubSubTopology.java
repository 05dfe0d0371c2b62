package dev.agentworks.starter.messaging;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.protobuf.Duration;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Makes topics and subscriptions on an emulator; elsewhere they are made by whoever deploys. */
final class PubSubTopology {
    private static final Logger log = LoggerFactory.getLogger(PubSubTopology.class);
    private final PubSubSettings settings;
    private final PubSubConnection connection;
    private final ApplicationEventPublisher events;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    PubSubTopology(
            PubSubSettings settings,
            PubSubConnection connection,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.connection = connection;
        this.events = events;
    }

    static String deadLettersOf(String subscription) {
        return subscription + ".dead";
    }

    synchronized void topic(String name) {
        if (ready.contains(name)) {
            return;
        }
        if (settings.usesEmulator()) {
            create(name);
        }
        events.publishEvent(new TopicReady(name));
        ready.add(name);
    }

    void deadLetterSubscription(InboundSubscription inbound) {
        if (!settings.usesEmulator()) {
            return;
        }
        topic(inbound.topic());
        create(plain(inbound.name(), inbound.topic()).setPushConfig(pushConfig(inbound)).build());
    }

    void subscription(InboundSubscription inbound) {
        if (!settings.usesEmulator()) {
            return;
        }
        var dead = deadLettersOf(inbound.name());
        topic(inbound.topic());
        topic(dead);
        create(plain(dead, dead).build());
        create(
                plain(inbound.name(), inbound.topic())
                        .setAckDeadlineSeconds((int) inbound.ackDeadline().toSeconds())
                        .setEnableMessageOrdering(inbound.ordered())
                        .setFilter(inbound.filter() == null ? "" : inbound.filter())
                        .setPushConfig(pushConfig(inbound))
                        .setDeadLetterPolicy(
                                DeadLetterPolicy.newBuilder()
                                        .setDeadLetterTopic(topicName(dead))
                                        .setMaxDeliveryAttempts(Math.max(5, settings.attempts())))
                        .setRetryPolicy(
                                RetryPolicy.newBuilder()
                                        .setMinimumBackoff(seconds(settings.minBackoff()))
                                        .setMaximumBackoff(seconds(settings.maxBackoff())))
                        .build());
    }

    private Subscription.Builder plain(String name, String topic) {
        return Subscription.newBuilder()
                .setName(SubscriptionName.format(settings.project(), name))
                .setTopic(topicName(topic))
                .setAckDeadlineSeconds(60);
    }

    private PushConfig pushConfig(InboundSubscription inbound) {
        var push = PushConfig.newBuilder();
        if (settings.delivery() == PubSubSettings.Delivery.PUSH
                && !settings.push().endpoint().isBlank()) {
            push.setPushEndpoint(settings.push().endpoint() + PushEndpoint.PATH + inbound.name())
                    .setOidcToken(
                            PushConfig.OidcToken.newBuilder()
                                    .setAudience(settings.push().audience())
                                    .setServiceAccountEmail(settings.push().email()));
        }
        return push.build();
    }

    private void create(String topic) {
        try (var topics = connection.topics()) {
            topics.createTopic(topicName(topic));
        } catch (AlreadyExistsException e) {
            log.debug("topic {} is there already", topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Subscription subscription) {
        try (var subscriptions = connection.subscriptions()) {
            subscriptions.createSubscription(subscription);
        } catch (AlreadyExistsException e) {
            log.debug("subscription {} is there already", subscription.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String topicName(String topic) {
        return TopicName.format(settings.project(), topic);
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
