package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands.
 *
 * @param stopReason why its holder is to stop; none when it may go on
 * @param recoveries how often its worker was lost or failed inside
 * @param question the last one its agent asked; the run waits for the answer while {@code
 *     WAITING_INPUT}
 * @param approvedBy the person who approved its result
 */
public record RunState(
        RunStatus status,
        @Nullable RunWait waitingFor,
        @Nullable StopReason stopReason,
        int progress,
        int recoveries,
        @Nullable Question question,
        @Nullable String approvedBy) {

    public boolean isOver() {
        return isOver(status);
    }

    /** As the function {@code run_is_over} of the database. */
    public static boolean isOver(RunStatus status) {
        return switch (status) {
            case COMPLETED, FAILED, CANCELLED, PARKED -> true;
            case QUEUED, RUNNING, WAITING, WAITING_INPUT, WAITING_APPROVAL, FINALIZING -> false;
        };
    }

    RunState after(RunChange change) {
        var moved = change.status();
        return new RunState(
                moved == null ? status : moved,
                waitingFor,
                stopReason,
                Math.max(progress, change.progress()),
                recoveries,
                question,
                approvedBy);
    }

    RunState stopping(@Nullable StopReason reason) {
        return new RunState(status, waitingFor, reason, progress, recoveries, question, approvedBy);
    }
}
