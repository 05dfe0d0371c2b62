package dev.agentworks.starter.messaging;

import com.google.api.core.ApiService;
import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.pubsub.v1.PubsubMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Fetches the messages of all subscriptions over streaming pull. */
final class PullSubscriber implements SmartLifecycle {
    /** After the database and the outbox relay, before the web server: messages need both. */
    private static final int PHASE = 2000;

    private static final Logger log = LoggerFactory.getLogger(PullSubscriber.class);
    private final InboundSubscriptions subscriptions;
    private final PubSubSettings settings;
    private final SubscriberFactories factories;
    private final PubSubTopology topology;
    private final InboundMessages messages;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<ScheduledExecutorService> executors = new ArrayList<>();
    private volatile boolean running;

    PullSubscriber(
            InboundSubscriptions subscriptions,
            PubSubSettings settings,
            SubscriberFactories factories,
            PubSubTopology topology,
            InboundMessages messages) {
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.factories = factories;
        this.topology = topology;
        this.messages = messages;
    }

    @Override
    public synchronized void start() {
        subscriptions.deadLetters().forEach(topology::deadLetterSubscription);
        subscriptions.declared().forEach(topology::subscription);
        if (settings.delivery() == PubSubSettings.Delivery.PULL) {
            var system = executor(2);
            subscriptions.all().forEach(subscription -> open(subscription, system));
            subscribers.forEach(Subscriber::startAsync);
        }
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        subscribers.forEach(Subscriber::stopAsync);
        subscribers.forEach(PullSubscriber::awaitEnd);
        executors.forEach(ScheduledExecutorService::shutdownNow);
        subscribers.clear();
        executors.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    synchronized List<String> failed() {
        return subscribers.stream()
                .filter(subscriber -> subscriber.state() == ApiService.State.FAILED)
                .map(subscriber -> String.valueOf(subscriber.getSubscriptionNameString()))
                .toList();
    }

    private void open(InboundSubscription subscription, ScheduledExecutorService system) {
        MessageReceiver receiver = (message, reply) -> receive(subscription, message, reply);
        var handlers = executor(subscription.maxConcurrency());
        var subscriber =
                factories
                        .factory(subscription, handlers, system)
                        .createSubscriber(subscription.name(), receiver);
        subscriber.addListener(
                new ApiService.Listener() {
                    @Override
                    public void failed(ApiService.State from, Throwable failure) {
                        log.error("{} cannot be pulled any more", subscription.name(), failure);
                    }
                },
                Runnable::run);
        subscribers.add(subscriber);
    }

    private void receive(
            InboundSubscription subscription, PubsubMessage message, AckReplyConsumer reply) {
        if (running && messages.receive(subscription, incoming(subscription, message))) {
            reply.ack();
        } else {
            reply.nack();
        }
    }

    private static IncomingMessage incoming(
            InboundSubscription subscription, PubsubMessage message) {
        var attempt = Subscriber.getDeliveryAttempt(message);
        var attributes = new HashMap<>(message.getAttributesMap());
        attributes.remove("googclient_deliveryattempt");
        return new IncomingMessage(
                subscription.name(),
                message.getMessageId(),
                attributes,
                message.getData().toStringUtf8(),
                message.getOrderingKey().isEmpty() ? null : message.getOrderingKey(),
                Instant.ofEpochSecond(
                        message.getPublishTime().getSeconds(), message.getPublishTime().getNanos()),
                attempt == null ? 1 : Math.max(1, attempt));
    }

    private ScheduledExecutorService executor(int threads) {
        var executor =
                Executors.newScheduledThreadPool(
                        threads, Thread.ofVirtual().name("pubsub-", 0).factory());
        executors.add(executor);
        return executor;
    }

    private static void awaitEnd(Subscriber subscriber) {
        try {
            subscriber.awaitTerminated(5, TimeUnit.SECONDS);
        } catch (TimeoutException | IllegalStateException e) {
            log.warn("{} did not stop in time", subscriber.getSubscriptionNameString(), e);
        }
    }
}
