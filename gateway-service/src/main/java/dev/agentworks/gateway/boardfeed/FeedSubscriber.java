package dev.agentworks.gateway.boardfeed;

import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** One reader of a feed, with the frames that it has not read yet. */
final class FeedSubscriber {
    private final Sinks.Many<FeedFrame> sink;

    FeedSubscriber(int unread) {
        this.sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(unread));
    }

    /**
     * Frames since it joined; ends with {@link TooSlowException} when the reader falls too far
     * behind.
     */
    Flux<FeedFrame> frames() {
        return sink.asFlux().publishOn(Schedulers.parallel(), 16);
    }

    // a sink accepts frames from one thread at a time
    synchronized void publish(FeedFrame frame) {
        if (sink.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
            sink.tryEmitError(new TooSlowException());
        }
    }

    /** A reader did not read its frames in time. */
    static final class TooSlowException extends RuntimeException {
        TooSlowException() {
            super("the reader of a feed is too slow");
        }
    }
}
