package dev.agentworks.gateway.boardfeed;

import dev.agentworks.gateway.redis.RedisDoor;
import dev.agentworks.gateway.redis.RedisLost;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The feed of every workspace. A happening comes to one instance; through Redis it reaches the
 * readers of all. While Redis is lost each instance tells its own readers.
 */
@Component
class BoardFeed implements SmartLifecycle {
    private final RedisDoor redis;
    private final SharedFeeds shared;
    private final LocalFeeds local;
    private final Readers readers;
    private final AtomicBoolean heardBefore = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    BoardFeed(RedisDoor redis, SharedFeeds shared, LocalFeeds local, Readers readers) {
        this.redis = redis;
        this.shared = shared;
        this.local = local;
        this.readers = readers;
    }

    Mono<Void> tell(BoardHappening happening) {
        return shared.add(happening)
                .onErrorResume(RedisLost.class, _ -> Mono.fromRunnable(() -> tellHere(happening)));
    }

    /** The feed from a frame on, or from now. */
    Flux<Frame> read(String workspaceId, @Nullable Long after) {
        return Flux.defer(() -> {
            // joined before looking back, so that nothing falls between
            var live = readers.join(workspaceId);
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
                        RedisLost.class, _ -> Mono.fromSupplier(() -> local.backlog(workspaceId)));
    }

    private void tellHere(BoardHappening happening) {
        var frame = local.add(happening);
        if (frame != null) {
            readers.tell(happening.workspaceId(), frame);
        }
    }

    private void heard(String message) {
        var space = message.indexOf(' ');
        var workspaceId = message.substring(0, space);
        var frame = Frame.parse(message.substring(space + 1));
        local.add(workspaceId, frame);
        readers.tell(workspaceId, frame);
    }

    private void hearingBegins() {
        if (heardBefore.getAndSet(true)) {
            local.forget();
            readers.tellAll(
                    workspaceId -> Frame.of(local.backlog(workspaceId).head(), "resync", "{}"));
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            redis.listen(SharedFeeds.CHANNELS + "*", this::heard, this::hearingBegins);
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
}
