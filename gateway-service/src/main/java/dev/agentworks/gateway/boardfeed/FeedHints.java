package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Wakes the followers of a feed at all instances when there is something to read. Redis carries
 * hints only: what is lost with it is read a little later, because every feed is read again from
 * time to time, and more often while Redis does not answer.
 */
@Component
class FeedHints implements SmartLifecycle {
    private static final String CHANNEL = "gateway:feed-hints";
    private static final String LATER = " later";

    private final RedisConnection redis;
    private final FeedFollowers followers;
    private final FeedSettings settings;
    private final AtomicBoolean running = new AtomicBoolean();
    private Disposable rereading = Disposables.disposed();

    FeedHints(RedisConnection redis, FeedFollowers followers, FeedSettings settings) {
        this.redis = redis;
        this.followers = followers;
        this.settings = settings;
    }

    /**
     * There is something new in a feed.
     *
     * @param committed whether core has committed it for certain; otherwise it is about to
     */
    void give(String workspaceId, boolean committed) {
        var hint = committed ? workspaceId : workspaceId + LATER;
        take(hint);
        var _ = redis.submit(commands -> commands.publish(CHANNEL, hint));
    }

    private void take(String hint) {
        if (hint.endsWith(LATER)) {
            followers.ifRead(
                    hint.substring(0, hint.length() - LATER.length()), FeedFollower::wakeForAWhile);
        } else {
            followers.ifRead(hint, FeedFollower::wake);
        }
    }

    // spread over the pause: core is asked by people at the same time
    private Mono<Void> reread() {
        return Mono.defer(() -> {
            var pause = redis.isAnswering() ? settings.reread() : settings.rereadWithoutRedis();
            var share = pause.dividedBy(Math.max(1, followers.count()));
            return Flux.concat(
                            Mono.delay(share),
                            followers.all().delayElements(share).doOnNext(FeedFollower::wake))
                    .then();
        });
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            redis.listen(new Listener()).subscribe(CHANNEL);
            rereading = reread().repeat().subscribe();
        }
    }

    @Override
    public void stop() {
        running.set(false);
        rereading.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    private final class Listener implements RedisListener {
        @Override
        public void message(String channel, String text) {
            take(text);
        }

        // hints were lost until now
        @Override
        public void subscribed() {
            followers.all().subscribe(FeedFollower::wake);
        }
    }
}
