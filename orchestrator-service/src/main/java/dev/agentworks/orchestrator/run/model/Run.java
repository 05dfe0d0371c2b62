package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.outgoing.RunReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as its row stands. */
public record Run(
        RunIdentity identity,
        RunPlacement placement,
        RunTrigger trigger,
        RunState state,
        RunVersion version,
        RunModel model,
        RunCost cost,
        @Nullable Estimate estimate,
        RunResult result,
        RunTimes times) {

    public UUID id() {
        return identity.id();
    }

    public UUID workspaceId() {
        return identity.workspaceId();
    }

    public UUID projectId() {
        return identity.projectId();
    }

    public UUID cardId() {
        return identity.cardId();
    }

    public String agentId() {
        return identity.agentId();
    }

    public RunStatus status() {
        return state.status();
    }

    public boolean isOver() {
        return state.isOver();
    }

    /** Whether it stands on no card: it is its own then, wherever one is named. */
    public boolean isTask() {
        return trigger.kind() == RunTrigger.Kind.TASK;
    }

    public RunReference reference() {
        return new RunReference(
                id(),
                cardId(),
                workspaceId(),
                projectId(),
                agentId(),
                placement.laneVisit(),
                trigger.kind().name(),
                trigger.retryOf(),
                model.risk());
    }

    /** The run after its holder has written this change, which leaves it with the holder. */
    public Run after(RunChange change) {
        return new Run(
                identity,
                placement,
                trigger,
                state.after(change),
                version.after(change),
                model.after(change),
                cost.plus(change.cost()),
                estimate,
                result,
                times);
    }

    /** The same with its row's stop reason: others may have asked the holder to stop. */
    public Run stopping(@Nullable StopReason reason) {
        return new Run(
                identity,
                placement,
                trigger,
                state.stopping(reason),
                version,
                model,
                cost,
                estimate,
                result,
                times);
    }
}
