package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Opens text streams. They do not go through the outbox, so that a reader sees them at once; only
 * what the broker does not take leaves with the step instead.
 */
@Component
public class TextStreams implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(TextStreams.class);
    private static final long HAND_OVER_SECONDS = 2;

    private final MessagePublisher publisher;
    private final EventPublisher eventPublisher;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("text-streams").factory());

    TextStreams(MessagePublisher publisher, EventPublisher eventPublisher) {
        this.publisher = publisher;
        this.eventPublisher = eventPublisher;
    }

    /** The text of one model call of a run. */
    public TextStream open(RunReference run, String step, int reissue) {
        return new TextStream(this, run, step, reissue);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    OutgoingMessage batch(
            String id, RunReference run, String producer, long firstSeq, List<LogLine> lines) {
        return eventPublisher.batch(id, run, producer, firstSeq, lines);
    }

    CompletableFuture<String> publish(OutgoingMessage batch) {
        return publisher.publish(batch);
    }

    /** Waits a little until they are all taken; who asks looks at each of them afterwards. */
    void await(CompletableFuture<?> sent) {
        try {
            sent.get(HAND_OVER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not all lines were taken in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void notTaken(RunReference run, String producer, int batches) {
        LOG.warn(
                "{} batches of {} of run {} were not taken in time, they leave with the step",
                batches,
                producer,
                run.runId());
    }
}
