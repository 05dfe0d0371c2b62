package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.RunHistory;

/** What changes, and what is logged, when a step begins. */
final class StepStart {

    private StepStart() {}

    static RunChange of(RunChange change, NextStep next, RunHistory history) {
        return switch (next) {
            case NextStep.CallModel call ->
                    change.line(
                            LogLine.info(
                                            "asks %s (turn %d)"
                                                    .formatted(
                                                            history.snapshot().model(),
                                                            call.turn()))
                                    .in(call.path()));
            case NextStep.Apply _, NextStep.Release _, NextStep.Complete _ ->
                    change.moveTo(RunStatus.FINALIZING);
            case NextStep.ReadContext _,
                    NextStep.CallTool _,
                    NextStep.Propose _,
                    NextStep.AskApproval _,
                    NextStep.Compensate _,
                    NextStep.End _,
                    NextStep.Close _,
                    NextStep.GiveUp _ ->
                    change;
        };
    }
}
