package dev.agentworks.gateway.boardfeed;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Who reads the feeds at this instance. */
@Component
class Readers {
    private final Map<String, Set<Sinks.Many<Frame>>> readers = new ConcurrentHashMap<>();
    private final FeedSettings settings;

    Readers(FeedSettings settings) {
        this.settings = settings;
    }

    /** Frames from now on; ends with an error when its reader falls too far behind. */
    Flux<Frame> join(String workspaceId) {
        var queue = new ArrayBlockingQueue<Frame>(settings.unread());
        var sink = Sinks.many().unicast().<Frame>onBackpressureBuffer(queue);
        readers.compute(
                workspaceId,
                (_, there) -> {
                    var all =
                            there == null
                                    ? ConcurrentHashMap.<Sinks.Many<Frame>>newKeySet()
                                    : there;
                    all.add(sink);
                    return all;
                });
        return sink.asFlux()
                .publishOn(Schedulers.parallel(), 16)
                .doFinally(_ -> leave(workspaceId, sink));
    }

    void tell(String workspaceId, Frame frame) {
        readers.getOrDefault(workspaceId, Set.of()).forEach(sink -> tell(sink, frame));
    }

    /** Whatever they saw last, something may be missing: they come back and ask. */
    void tellAll(java.util.function.Function<String, Frame> frame) {
        readers.keySet().forEach(workspaceId -> tell(workspaceId, frame.apply(workspaceId)));
    }

    private static void tell(Sinks.Many<Frame> sink, Frame frame) {
        // a sink takes from one thread at a time
        synchronized (sink) {
            if (sink.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
                sink.tryEmitError(new TooSlow());
            }
        }
    }

    private void leave(String workspaceId, Sinks.Many<Frame> sink) {
        readers.computeIfPresent(
                workspaceId,
                (_, there) -> {
                    there.remove(sink);
                    return there.isEmpty() ? null : there;
                });
    }

    /** A reader did not take its frames in time. */
    static final class TooSlow extends RuntimeException {
        TooSlow() {
            super("the reader of a feed is too slow");
        }
    }
}
