package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunStopRequested;
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
            work.interruption().interrupt(Interruption.Reason.CANCELLED);
        }
    }

    private static Interruption.@Nullable Reason reason(Leases.@Nullable Held lease) {
        if (lease == null) {
            return Interruption.Reason.LEASE_LOST;
        }
        return switch (lease.stopReason()) {
            case CANCELLED -> Interruption.Reason.CANCELLED;
            case DEADLINE -> Interruption.Reason.DEADLINE;
            // looked at before the next step
            case SUPERSEDED, GIVEN_UP -> null;
            case null -> null;
        };
    }
}
