package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisListener;
import dev.agentworks.starter.redis.RedisUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The feed of every workspace. Pub/Sub delivers an event to one instance; Redis passes it on to the
 * subscribers of all instances. While Redis is unreachable each instance serves its own subscribers
 * only.
 */
@Component
class BoardFeed implements SmartLifecycle {
    private final RedisConnection redis;
    private final RedisFeedStore shared;
    private final LocalFeedStore local;
    private final FeedSubscribers subscribers;
    private final AtomicBoolean listenedBefore = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    BoardFeed(
            RedisConnection redis,
            RedisFeedStore shared,
            LocalFeedStore local,
            FeedSubscribers subscribers) {
        this.redis = redis;
        this.shared = shared;
        this.local = local;
        this.subscribers = subscribers;
    }

    Mono<Void> publish(BoardEvent event) {
        return shared.add(event)
                .onErrorResume(
                        RedisUnavailableException.class,
                        _ -> Mono.fromRunnable(() -> publishLocally(event)));
    }

    /** The feed after a frame, or from now on. */
    Flux<FeedFrame> read(String workspaceId, @Nullable Long after) {
        return Flux.defer(() -> {
            // subscribe before reading the backlog, so that no frame is missed in between
            var live = subscribers.join(workspaceId);
            var last = new AtomicLong(after == null ? 0 : after);
            return backlog(workspaceId, after)
                    .flatMapIterable(backlog -> backlog.opening(after))
                    .doOnNext(frame -> last.set(frame.seq()))
                    .concatWith(live.filter(frame -> frame.seq() > last.get()));
        });
    }

    private Mono<Backlog> backlog(String workspaceId, @Nullable Long after) {
        return shared.backlog(workspaceId, after == null ? Long.MAX_VALUE : after)
                .onErrorResume(
                        RedisUnavailableException.class,
                        _ -> Mono.fromSupplier(() -> local.backlog(workspaceId)));
    }

    private void publishLocally(BoardEvent event) {
        var frame = local.add(event);
        if (frame != null) {
            subscribers.publish(event.workspaceId(), frame);
        }
    }

    private void received(String message) {
        var space = message.indexOf(' ');
        var workspaceId = message.substring(0, space);
        var frame = FeedFrame.parse(message.substring(space + 1));
        local.add(workspaceId, frame);
        subscribers.publish(workspaceId, frame);
    }

    private void listeningBegins() {
        if (listenedBefore.getAndSet(true)) {
            local.forget();
            subscribers.publishToAll(
                    workspaceId -> FeedFrame.of(local.backlog(workspaceId).head(), "resync", "{}"));
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            redis.listen(new Listener()).subscribePattern(RedisFeedStore.CHANNELS + "*");
        }
    }

    @Override
    public void stop() {
        running.set(false);
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    private final class Listener implements RedisListener {
        @Override
        public void message(String channel, String text) {
            received(text);
        }

        @Override
        public void subscribed() {
            listeningBegins();
        }
    }
}
