package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.plan.AbortPlan;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.RunHistory;
import dev.agentworks.orchestrator.tool.BoardChanges;
import dev.agentworks.orchestrator.workingcopy.RunFiles;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Undoes what a run began that does not complete; each part once, by its own key. */
@Component
class CompensationStepHandler {

    private static final int MOST_ATTEMPTS = 4;
    private static final int NOT_FOUND = 404;

    private final CancelledCalls calls;
    private final RunFiles files;
    private final BoardChanges changes;
    private final Core core;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    CompensationStepHandler(
            CancelledCalls calls,
            RunFiles files,
            BoardChanges changes,
            Core core,
            Checkpoints checkpoints,
            JsonMapper json) {
        this.calls = calls;
        this.files = files;
        this.changes = changes;
        this.core = core;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome act(Run run, StepRecord step, NextStep.Compensate next, RunHistory history) {
        try {
            var change =
                    switch (next.undo()) {
                        case CALLS -> endCall(run, history);
                        case FILES -> discardFiles(run);
                        case CHANGES -> dropChanges(run);
                        case CARD -> restoreCard(run, step, history);
                    };
            checkpoints.reached(Checkpoints.Point.COMPENSATED);
            return new StepOutcome.Finished(json.createObjectNode(), change);
        } catch (RemoteProblem unreachable) {
            if (step.attempts() < MOST_ATTEMPTS && !isFinal(unreachable)) {
                throw unreachable;
            }
            var line = "could not undo %s: %s".formatted(next.undo(), unreachable.detail());
            return new StepOutcome.Finished(
                    json.createObjectNode().put("failed", unreachable.detail()),
                    RunChange.none().line(LogLine.warn(line).in(step.path())));
        }
    }

    private static boolean isFinal(RemoteProblem problem) {
        return problem.status() < 500 && problem.status() != 429;
    }

    private RunChange endCall(Run run, RunHistory history) {
        var open = history.openCall();
        if (open == null) {
            return RunChange.none();
        }
        try {
            return calls.end(open.step().key(), history.request(run, open.call()))
                    .line(LogLine.info("ended the model call under way").in(open.step().path()));
        } catch (RemoteProblem unknown) {
            if (unknown.status() == NOT_FOUND) {
                // it was begun and never sent
                return RunChange.none();
            }
            throw unknown;
        }
    }

    private RunChange discardFiles(Run run) {
        files.discard(ProposalStepHandler.files(run));
        return RunChange.none().line(LogLine.info("discarded the staged files"));
    }

    private RunChange dropChanges(Run run) {
        core.dropHeld(run.workspaceId(), run.id());
        return RunChange.none().line(LogLine.info("dropped the changes that were held"));
    }

    private RunChange restoreCard(Run run, StepRecord step, RunHistory history) {
        var status = history.snapshot().cardStatus();
        var now = core.card(run.workspaceId(), run.cardId().toString()).path("status").asString("");
        if (status == null || !now.equals(AbortPlan.statusSet(history.done()))) {
            // it was changed since, and that change stays
            return RunChange.none();
        }
        changes.apply(
                "update_card",
                ToolStepHandler.context(run, step, false),
                json.createObjectNode().put("status", status));
        return RunChange.none()
                .line(LogLine.info("gave the card its status %s back".formatted(status)));
    }
}
