package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.outgoing.Line;
import dev.agentworks.orchestrator.run.RunChange;

/** What is said and changed when a step begins. */
final class Opening {

    private Opening() {}

    static RunChange of(RunChange change, Next next, Journaled steps) {
        return switch (next) {
            case Next.CallModel call ->
                    change.line(
                            Line.info(
                                            "asks %s (turn %d)"
                                                    .formatted(
                                                            steps.snapshot().model(), call.turn()))
                                    .in(call.path()));
            case Next.Apply _, Next.Complete _ -> change.moveTo(RunStatus.FINALIZING);
            case Next.ReadContext _,
                    Next.CallTool _,
                    Next.Propose _,
                    Next.AskApproval _,
                    Next.Compensate _,
                    Next.End _,
                    Next.Close _,
                    Next.GiveUp _ ->
                    change;
        };
    }
}
