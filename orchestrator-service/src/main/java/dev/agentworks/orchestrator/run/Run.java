package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.outgoing.RunReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as its row stands.
 *
 * @param risk of its agent, as it was when the run began to work
 * @param question the last one its agent asked; it waits for the answer while {@code WAITING_INPUT}
 */
public record Run(
        UUID id,
        UUID workspaceId,
        UUID projectId,
        UUID cardId,
        int lane,
        int laneVisit,
        @Nullable Integer ordinal,
        String agentId,
        TriggerKind trigger,
        String triggeredBy,
        @Nullable String instructions,
        @Nullable UUID retryOf,
        RunStatus status,
        @Nullable RunWait waitingFor,
        long epoch,
        int recoveries,
        @Nullable StopReason stopReason,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Instant deadlineAt,
        long runSeq,
        long logSeq,
        int progress,
        Tokens tokens,
        BigDecimal cost,
        BigDecimal price,
        boolean simulated,
        @Nullable String summary,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Question question,
        @Nullable String approvedBy,
        @Nullable Estimate estimate,
        @Nullable String risk) {

    public RunReference facts() {
        return new RunReference(
                id,
                cardId,
                workspaceId,
                projectId,
                agentId,
                laneVisit,
                trigger.name(),
                retryOf,
                risk);
    }

    /** Whether it stands on no card: it is its own then, wherever one is named. */
    public boolean isTask() {
        return trigger == TriggerKind.TASK;
    }

    /**
     * The run when its holder has written this change, which leaves it with the holder.
     *
     * @param stop what its row says by then: anybody may ask the holder to stop
     */
    Run after(RunChange change, @Nullable StopReason stop) {
        return new Run(
                id,
                workspaceId,
                projectId,
                cardId,
                lane,
                laneVisit,
                ordinal,
                agentId,
                trigger,
                triggeredBy,
                instructions,
                retryOf,
                change.status == null ? status : change.status,
                waitingFor,
                epoch,
                recoveries,
                stop,
                change.provider == null ? provider : change.provider,
                change.model == null ? model : change.model,
                deadlineAt,
                runSeq + (change.announced ? 1 : 0),
                logSeq + change.lines.size(),
                Math.max(progress, change.progress),
                tokens.plus(change.tokens),
                cost.add(change.cost),
                price.add(change.price),
                simulated || change.simulated,
                summary,
                errorCode,
                errorMessage,
                createdAt,
                startedAt,
                finishedAt,
                question,
                approvedBy,
                estimate,
                change.risk == null ? risk : change.risk);
    }

    public boolean isOver() {
        return isOver(status);
    }

    static boolean isOver(RunStatus status) {
        return switch (status) {
            case COMPLETED, FAILED, CANCELLED, PARKED -> true;
            case QUEUED, RUNNING, WAITING, WAITING_INPUT, WAITING_APPROVAL, FINALIZING -> false;
        };
    }

    /** What made the run. */
    public enum TriggerKind {
        AUTO,
        MANUAL,
        SEQUENCE,
        RETRY,
        TASK
    }

    /** Why its holder is to stop it. */
    public enum StopReason {
        CANCELLED("A person cancelled the run."),
        SUPERSEDED("The card left the lane before the agent was done."),
        GIVEN_UP("A person decided not to go on with the run."),
        DEADLINE("The run did not end within its time.");

        private final String sentence;

        StopReason(String sentence) {
            this.sentence = sentence;
        }

        public String code() {
            return this == DEADLINE
                    ? "deadline-exceeded"
                    : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What becomes of a run that is stopped for this reason. */
        public RunStatus status() {
            return switch (this) {
                case CANCELLED, SUPERSEDED -> RunStatus.CANCELLED;
                case GIVEN_UP, DEADLINE -> RunStatus.FAILED;
            };
        }

        public String sentence() {
            return sentence;
        }
    }

    /** Tokens of all its model calls. */
    public record Tokens(
            long input, long output, long cached, long cacheWrite, long reasoning, long total) {

        Tokens plus(Tokens more) {
            return new Tokens(
                    input + more.input,
                    output + more.output,
                    cached + more.cached,
                    cacheWrite + more.cacheWrite,
                    reasoning + more.reasoning,
                    total + more.total);
        }

        public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, 0);
    }
}
