package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Goes on with a run that was decided about, and tells what came of it. Where another instance was
 * faster, its work is waited for a little; the decision stands in any case.
 */
@Component
public class DecisionFollowUp {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final RunExecutor executor;
    private final RunQueries queries;

    DecisionFollowUp(RunExecutor executor, RunQueries queries) {
        this.executor = executor;
        this.queries = queries;
    }

    /** The run when its turn is over. */
    public Run of(UUID id, ActingUser user) {
        executor.execute(id);
        var run = queries.require(id, user);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isAtWork(run.status()) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            run = queries.require(id, user);
        }
        return run;
    }

    /** As {@link #of}; refused when what was approved could not be applied. */
    public Run ofApproval(UUID id, ActingUser user) {
        var run = of(id, user);
        if (run.status() != RunStatus.WAITING_APPROVAL) {
            return run;
        }
        var waiting = run.state().waitingFor();
        if (waiting != null && waiting.code().equals(RunError.MERGE_CONFLICT.code())) {
            throw new ProblemException(RunError.MERGE_CONFLICT, waiting.detail())
                    .with("conflicts", queries.conflicts(id));
        }
        if (waiting != null && waiting.code().equals(RunError.CHANGES_REFUSED.code())) {
            throw new ProblemException(RunError.CHANGES_REFUSED, waiting.detail());
        }
        throw new ProblemException(
                RunError.PROPOSAL_CHANGED,
                "The change is another one now; look at the run's files again.");
    }

    private static boolean isAtWork(RunStatus status) {
        return switch (status) {
            case QUEUED, RUNNING, FINALIZING -> true;
            case WAITING, WAITING_INPUT, WAITING_APPROVAL, COMPLETED, FAILED, CANCELLED, PARKED ->
                    false;
        };
    }
}
