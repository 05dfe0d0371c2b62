package dev.agentworks.starter.messaging;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.spring.pubsub.PubSubAdmin;
import com.google.protobuf.Duration;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.TopicName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Makes topics and subscriptions on an emulator; elsewhere the deployment makes them. */
final class PubSubTopology {
    private static final Logger log = LoggerFactory.getLogger(PubSubTopology.class);
    private final PubSubSettings settings;
    private final GcpProjectIdProvider project;
    private final PubSubChannel channel;
    private final Supplier<PubSubAdmin> admin;
    private final ApplicationEventPublisher events;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    PubSubTopology(
            PubSubSettings settings,
            GcpProjectIdProvider project,
            PubSubChannel channel,
            Supplier<PubSubAdmin> admin,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.project = project;
        this.channel = channel;
        this.admin = admin;
        this.events = events;
    }

    static String deadLettersOf(String subscription) {
        return subscription + ".dead";
    }

    /** Called before each message; the first of a topic waits until the topic is ready. */
    void topic(String name) {
        if (!ready.contains(name)) {
            prepare(name);
        }
    }

    private synchronized void prepare(String name) {
        if (ready.contains(name)) {
            return;
        }
        if (channel.leadsToEmulator()) {
            create(name);
        }
        events.publishEvent(new TopicReady(name));
        ready.add(name);
    }

    void deadLetterSubscription(InboundSubscription inbound) {
        if (!channel.leadsToEmulator()) {
            return;
        }
        topic(inbound.topic());
        create(plain(inbound.name(), inbound.topic()).setPushConfig(pushConfig(inbound)));
    }

    void subscription(InboundSubscription inbound) {
        if (!channel.leadsToEmulator()) {
            return;
        }
        var dead = deadLettersOf(inbound.name());
        topic(inbound.topic());
        topic(dead);
        create(plain(dead, dead));
        create(
                plain(inbound.name(), inbound.topic())
                        .setAckDeadlineSeconds((int) inbound.ackDeadline().toSeconds())
                        .setEnableMessageOrdering(inbound.ordered())
                        .setFilter(inbound.filter() == null ? "" : inbound.filter())
                        .setPushConfig(pushConfig(inbound))
                        .setDeadLetterPolicy(
                                DeadLetterPolicy.newBuilder()
                                        .setDeadLetterTopic(
                                                TopicName.format(project.getProjectId(), dead))
                                        .setMaxDeliveryAttempts(Math.max(5, settings.attempts())))
                        .setRetryPolicy(
                                RetryPolicy.newBuilder()
                                        .setMinimumBackoff(seconds(settings.minBackoff()))
                                        .setMaximumBackoff(seconds(settings.maxBackoff()))));
    }

    private static Subscription.Builder plain(String name, String topic) {
        return Subscription.newBuilder().setName(name).setTopic(topic).setAckDeadlineSeconds(60);
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
        try {
            admin.get().createTopic(topic);
        } catch (AlreadyExistsException e) {
            log.debug("topic {} is there already", topic);
        }
    }

    private void create(Subscription.Builder subscription) {
        try {
            admin.get().createSubscription(subscription);
        } catch (AlreadyExistsException e) {
            log.debug("subscription {} is there already", subscription.getName());
        }
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
