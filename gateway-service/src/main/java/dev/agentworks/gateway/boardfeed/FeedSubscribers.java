package dev.agentworks.gateway.boardfeed;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** The subscribers of the feeds that are connected to this instance. */
@Component
class FeedSubscribers {
    private final Map<String, Set<Sinks.Many<FeedFrame>>> subscribers = new ConcurrentHashMap<>();
    private final FeedSettings settings;

    FeedSubscribers(FeedSettings settings) {
        this.settings = settings;
    }

    /**
     * Frames from now on; ends with {@link TooSlowException} when the subscriber falls too far
     * behind.
     */
    Flux<FeedFrame> join(String workspaceId) {
        var queue = new ArrayBlockingQueue<FeedFrame>(settings.unread());
        var sink = Sinks.many().unicast().<FeedFrame>onBackpressureBuffer(queue);
        subscribers.compute(
                workspaceId,
                (_, there) -> {
                    var all =
                            there == null
                                    ? ConcurrentHashMap.<Sinks.Many<FeedFrame>>newKeySet()
                                    : there;
                    all.add(sink);
                    return all;
                });
        return sink.asFlux()
                .publishOn(Schedulers.parallel(), 16)
                .doFinally(_ -> leave(workspaceId, sink));
    }

    void publish(String workspaceId, FeedFrame frame) {
        subscribers.getOrDefault(workspaceId, Set.of()).forEach(sink -> publish(sink, frame));
    }

    /** Sends every subscriber a frame that tells it to reload, because frames may be missing. */
    void publishToAll(java.util.function.Function<String, FeedFrame> frame) {
        subscribers.keySet().forEach(workspaceId -> publish(workspaceId, frame.apply(workspaceId)));
    }

    private static void publish(Sinks.Many<FeedFrame> sink, FeedFrame frame) {
        // a sink accepts frames from one thread at a time
        synchronized (sink) {
            if (sink.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
                sink.tryEmitError(new TooSlowException());
            }
        }
    }

    private void leave(String workspaceId, Sinks.Many<FeedFrame> sink) {
        subscribers.computeIfPresent(
                workspaceId,
                (_, there) -> {
                    there.remove(sink);
                    return there.isEmpty() ? null : there;
                });
    }

    /** A subscriber did not read its frames in time. */
    static final class TooSlowException extends RuntimeException {
        TooSlowException() {
            super("the reader of a feed is too slow");
        }
    }
}
