package dev.agentworks.orchestrator.stay;

import dev.agentworks.orchestrator.lane.StayTouched;
import dev.agentworks.orchestrator.lane.Visits;
import dev.agentworks.orchestrator.run.RunOver;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notices what makes a stay go on: a run's end, a wish to look, and time. */
@Component
class StayWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StayWatch.class);
    private static final int AT_ONCE = 8;

    private final StayLook look;
    private final Stays stays;
    private final Visits visits;
    private final Semaphore places = new Semaphore(AT_ONCE);

    StayWatch(StayLook look, Stays stays, Visits visits) {
        this.look = look;
        this.stays = stays;
        this.visits = visits;
    }

    /**
     * Within the transaction that ended the run: what follows is queued, or the run did not end.
     */
    @EventListener
    void over(RunOver over) {
        var run = over.run();
        visits.active(run.cardId())
                .filter(visit -> visit.number() == run.laneVisit())
                .ifPresent(visit -> stays.ended(visit, run));
    }

    /** What is over may have been what other cards of the project waited for. */
    @TransactionalEventListener
    void stir(RunOver over) {
        aside(() -> visits.stir(over.run().projectId()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void touched(StayTouched stay) {
        aside(() -> look(stay.card()));
    }

    /** By time, so that nothing depends on one message arriving or one process living. */
    @Scheduled(fixedDelayString = "${agentworks.runs.sweep:2s}")
    void sweep() {
        int free = places.availablePermits();
        if (free > 0) {
            visits.due(free).forEach(card -> aside(() -> look(card)));
        }
    }

    private void look(UUID card) {
        if (places.tryAcquire()) {
            try {
                look.at(card);
            } finally {
                places.release();
            }
        }
    }

    private static void aside(Runnable work) {
        Thread.ofVirtual()
                .name("stay")
                .start(() -> {
                    try {
                        work.run();
                    } catch (RemoteProblem unreachable) {
                        LOG.debug("core does not answer; the stay is looked at again", unreachable);
                    } catch (RuntimeException e) {
                        LOG.warn("a stay could not be looked at now", e);
                    }
                });
    }
}
