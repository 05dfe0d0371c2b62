package dev.agentworks.gateway.boardfeed;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Follows the feed of one workspace for the subscribers of this instance: it reads on from the last
 * number whenever it is woken, one read at a time.
 */
final class FeedFollower {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final long SETTLES_WITHIN = Duration.ofSeconds(2).toNanos();

    private final String workspaceId;
    private final CoreFeed core;
    private final Set<FeedSubscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Mono<Long> started;
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile long tickingUntil = System.nanoTime();
    private volatile long last = -1;

    FeedFollower(String workspaceId, CoreFeed core) {
        this.workspaceId = workspaceId;
        this.core = core;
        this.started =
                untilStopped(core.read(workspaceId, null))
                        .map(FeedPage::head)
                        .doOnNext(head -> {
                            last = head;
                            wake();
                        })
                        .cache();
    }

    void add(FeedSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** Whether nobody is left. */
    boolean remove(FeedSubscriber subscriber) {
        subscribers.remove(subscriber);
        return subscribers.isEmpty();
    }

    /**
     * Completes when it follows: from then on every event goes to those who were there before. Who
     * reads the feed only now gets all that came earlier.
     */
    Mono<Void> started() {
        return started.then();
    }

    /** Reads what has been committed by now. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            read(1);
        }
    }

    /** Reads several times: what it is woken for may be committed a moment later. */
    void wakeForAWhile() {
        tickingUntil = System.nanoTime() + SETTLES_WITHIN;
        wake();
        if (ticking.compareAndSet(false, true)) {
            tick();
        }
    }

    void stop() {
        stopped.tryEmitEmpty();
    }

    private void tick() {
        untilStopped(Mono.delay(TICK))
                .subscribe(_ -> {
                    wake();
                    if (isToTick() || !ticking.compareAndSet(true, false)) {
                        tick();
                    } else if (isToTick() && ticking.compareAndSet(false, true)) {
                        tick(); // woken in between
                    }
                });
    }

    private boolean isToTick() {
        return System.nanoTime() - tickingUntil < 0;
    }

    private void read(int woken) {
        if (last < 0) {
            finished(woken); // its start wakes it
            return;
        }
        untilStopped(core.read(workspaceId, last))
                .subscribe(page -> {
                    publish(page);
                    if (page.hasMore()) {
                        read(woken);
                    } else {
                        finished(woken);
                    }
                });
    }

    private void finished(int woken) {
        int left = wakes.addAndGet(-woken);
        if (left > 0) {
            read(left);
        }
    }

    private void publish(FeedPage page) {
        if (page.continues(last)) {
            page.frames().forEach(this::publish);
        } else {
            publish(FeedFrame.resync(page.head()));
        }
        last = page.continues(last) ? page.last(last) : page.head();
    }

    private <T> Mono<T> untilStopped(Mono<T> work) {
        return work.takeUntilOther(stopped.asMono());
    }

    private void publish(FeedFrame frame) {
        subscribers.forEach(subscriber -> subscriber.publish(frame));
    }
}
