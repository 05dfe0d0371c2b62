package dev.agentworks.orchestrator.lanevisit;

import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.orchestrator.lane.RecheckRequested;
import dev.agentworks.orchestrator.run.RunEnded;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Decides when a lane visit is checked again: after a run has ended, on request, and by time. */
@Component
class RecheckScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(RecheckScheduler.class);
    private static final int AT_ONCE = 8;

    private final LaneVisitRecheck recheck;
    private final LaneVisitAdvancer advancer;
    private final LaneVisits visits;
    private final Semaphore places = new Semaphore(AT_ONCE);

    RecheckScheduler(LaneVisitRecheck recheck, LaneVisitAdvancer advancer, LaneVisits visits) {
        this.recheck = recheck;
        this.advancer = advancer;
        this.visits = visits;
    }

    /**
     * Within the transaction that ended the run: what follows is queued, or the run did not end.
     */
    @EventListener
    void ended(RunEnded ended) {
        var run = ended.run();
        visits.active(run.cardId())
                .filter(visit -> visit.number() == run.placement().laneVisit())
                .ifPresent(visit -> advancer.runEnded(visit, run));
    }

    /** What is over may have been what other cards of the project waited for. */
    @TransactionalEventListener
    void othersMayGoOn(RunEnded ended) {
        inBackground(() -> visits.requestRechecks(ended.run().projectId()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void requested(RecheckRequested request) {
        inBackground(() -> recheck(request.card()));
    }

    /** By time, so that nothing depends on one message arriving or one process living. */
    @Scheduled(fixedDelayString = "${agentworks.runs.sweep:2s}")
    void sweep() {
        int free = places.availablePermits();
        if (free > 0) {
            visits.dueForRecheck(free).forEach(card -> inBackground(() -> recheck(card)));
        }
    }

    private void recheck(UUID card) {
        if (places.tryAcquire()) {
            try {
                recheck.recheck(card);
            } finally {
                places.release();
            }
        }
    }

    private static void inBackground(Runnable work) {
        Thread.ofVirtual()
                .name("lane-visit")
                .start(() -> {
                    try {
                        work.run();
                    } catch (RemoteProblem unreachable) {
                        LOG.debug(
                                "core does not answer; the lane visit is rechecked later",
                                unreachable);
                    } catch (RuntimeException e) {
                        LOG.warn("a lane visit could not be rechecked now", e);
                    }
                });
    }
}
