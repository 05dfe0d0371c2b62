package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.RunError;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.plan.AgentSnapshot;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.RunFiles;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Proposal;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Proposes what a run staged, waits for the approval, and applies it. */
@Component
class ProposalStepHandler {

    private final RunFiles files;
    private final Core core;
    private final Journal journal;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    ProposalStepHandler(
            RunFiles files, Core core, Journal journal, Checkpoints checkpoints, JsonMapper json) {
        this.files = files;
        this.core = core;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome propose(Run run, NextStep.Propose step, AgentSnapshot snapshot) {
        var proposal = files.propose(files(run), snapshot.agent(run.agentId()), step.summary());
        checkpoints.reached(Checkpoints.Point.PROPOSED);
        var said =
                proposal.map(made -> "proposes changes to %d files".formatted(made.files()))
                        .orElse("changed no files");
        var journaled =
                json.createObjectNode().put("files", proposal.map(Proposal::files).orElse(0));
        proposal.ifPresent(
                made -> journaled.put("digest", made.digest()).put("commit", made.commit()));
        return new StepOutcome.Finished(
                journaled, RunChange.none().line(LogLine.info(said).in(step.path())));
    }

    static FileRun files(Run run) {
        return new FileRun(
                run.id(), run.workspaceId(), run.projectId(), run.cardId(), run.agentId());
    }

    /** A person's decision ends the step; until then there is nothing to do. */
    StepOutcome askApproval(NextStep.AskApproval step) {
        var change = RunChange.to(RunStatus.WAITING_APPROVAL).progress(90);
        if (!step.conflicts().isEmpty()) {
            var detail =
                    "Others changed the same places: %s."
                            .formatted(String.join(", ", step.conflicts()));
            change.waitingFor("merge-conflict", detail).line(LogLine.warn(detail).in(step.path()));
        } else if (!step.refused().isEmpty()) {
            change.waitingFor(RunError.CHANGES_REFUSED.code(), step.refused())
                    .line(LogLine.warn(step.refused()).in(step.path()));
        } else {
            var detail = "A person approves %s before it takes effect.".formatted(toApprove(step));
            change.waitingFor("approval", detail)
                    .line(LogLine.info("waits for a person's approval").in(step.path()));
        }
        return new StepOutcome.Paused(change);
    }

    private static String toApprove(NextStep.AskApproval step) {
        var all = new ArrayList<String>();
        if (step.files() > 0) {
            all.add("the change of %d files".formatted(step.files()));
        }
        all.addAll(step.held());
        return all.isEmpty() ? "the result" : String.join(", ", all);
    }

    /** What the run holds happens; where it cannot, a person is asked again. */
    StepOutcome release(Run run, NextStep.Release step) {
        try {
            var made = core.releaseHeld(run.workspaceId(), run.id(), step.approver());
            checkpoints.reached(Checkpoints.Point.RELEASED);
            return new StepOutcome.Finished(
                    json.createObjectNode().put("changes", made),
                    RunChange.none()
                            .line(
                                    LogLine.info("made %d changes on the board".formatted(made))
                                            .in(step.path())));
        } catch (RemoteProblem problem) {
            return refused(problem, step.path());
        }
    }

    /** Nothing is applied of files as long as what belongs to them on the board cannot happen. */
    private @Nullable StepOutcome refusal(Run run, NextStep.Apply step) {
        if (!step.holds()) {
            return null;
        }
        try {
            core.checkHeld(run.workspaceId(), run.id());
            return null;
        } catch (RemoteProblem problem) {
            return refused(problem, step.path());
        }
    }

    private StepOutcome refused(RemoteProblem problem, String path) {
        if (problem.status() >= 500 || problem.status() == 429) {
            throw problem;
        }
        return new StepOutcome.Finished(
                json.createObjectNode().put("refused", problem.detail()),
                RunChange.none().line(LogLine.warn(problem.detail()).in(path)));
    }

    StepOutcome apply(Run run, NextStep.Apply step) {
        var refusal = refusal(run, step);
        if (refusal != null) {
            return refusal;
        }
        var answer =
                files.apply(files(run), step.approver(), step.digest(), () -> journal.hold(run));
        checkpoints.reached(Checkpoints.Point.APPLIED);
        var journaled = json.createObjectNode();
        var line =
                switch (answer) {
                    case Application.Applied(var commit) -> {
                        journaled.put("commit", commit);
                        yield LogLine.info("applied the change as commit " + commit);
                    }
                    case Application.Changed(var digest) -> {
                        journaled.put("changed", digest);
                        yield LogLine.warn("the change is no longer the one that was approved");
                    }
                    case Application.Conflicts(var paths) -> {
                        var list = journaled.putArray("conflicts");
                        paths.forEach(list::add);
                        yield LogLine.warn("conflicts in " + String.join(", ", paths));
                    }
                };
        return new StepOutcome.Finished(journaled, RunChange.none().line(line.in(step.path())));
    }
}
