package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunStopRequested;
import dev.agentworks.orchestrator.run.model.StopReason;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the leases of the runs at work here, and interrupts those that are to stop or whose lease
 * was lost.
 */
@Component
class LeaseHeartbeat {

    private final Leases leases;
    private final ActiveRuns active;

    LeaseHeartbeat(Leases leases, ActiveRuns active) {
        this.leases = leases;
        this.active = active;
    }

    @Scheduled(fixedDelayString = "${agentworks.runs.heartbeat:1s}")
    void beat() {
        var mine = active.all();
        if (mine.isEmpty()) {
            return;
        }
        var held =
                leases.renew(
                        mine.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                entry -> entry.getValue().epoch())));
        mine.forEach((run, work) -> {
            var reason = reason(held.get(run));
            // work that ended meanwhile has no lease to lose
            if (reason != null
                    && (reason != Interruption.Reason.LEASE_LOST || active.find(run) == work)) {
                work.interruption().interrupt(reason);
            }
        });
    }

    /** A stop that was asked of this process need not wait for the next beat. */
    @TransactionalEventListener
    void stopRequested(RunStopRequested request) {
        var work = active.find(request.runId());
        if (work != null) {
            work.interruption().interrupt(reason(request.reason()));
        }
    }

    private static Interruption.@Nullable Reason reason(Leases.@Nullable Held lease) {
        if (lease == null) {
            return Interruption.Reason.LEASE_LOST;
        }
        var stop = lease.stopReason();
        return stop == null ? null : reason(stop);
    }

    private static Interruption.Reason reason(StopReason stop) {
        return switch (stop) {
            case CANCELLED -> Interruption.Reason.CANCELLED;
            case SUPERSEDED -> Interruption.Reason.SUPERSEDED;
            case GIVEN_UP -> Interruption.Reason.GIVEN_UP;
            case DEADLINE -> Interruption.Reason.DEADLINE;
        };
    }
}
