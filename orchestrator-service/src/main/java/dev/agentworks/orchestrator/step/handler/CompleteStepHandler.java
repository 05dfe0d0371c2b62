package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.tool.BoardChanges;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells the card what the agent did, and the run is complete. */
@Component
class CompleteStepHandler {

    private static final int MOST_ATTEMPTS = 10;

    private final BoardChanges changes;
    private final Checkpoints checkpoints;

    CompleteStepHandler(BoardChanges changes, Checkpoints checkpoints) {
        this.changes = changes;
        this.checkpoints = checkpoints;
    }

    StepOutcome act(Run run, StepRecord step, JsonNode finish, boolean told) {
        var summary = finish.path("summary").asString("");
        var change = RunChange.to(RunStatus.COMPLETED).progress(100).summary(summary);
        if (run.isTask()) {
            return new StepOutcome.Finished(
                    finish, change.line(LogLine.info("completed").in(step.path())));
        }
        if (told) {
            return new StepOutcome.Finished(
                    finish, change.line(LogLine.info("completed: " + summary).in(step.path())));
        }
        checkpoints.reached(Checkpoints.Point.CARD_INTENDED);
        try {
            changes.comment(ToolStepHandler.context(run, step, false), comment(finish));
            checkpoints.reached(Checkpoints.Point.CARD_TOLD);
        } catch (RemoteProblem refusal) {
            if (refusal.status() >= 500 || refusal.status() == 429) {
                return unreachable(step, refusal);
            }
            // the work is done and paid for: a card that takes no comment any more does not undo it
            change.line(
                    LogLine.warn("the card took no comment: " + refusal.detail()).in(step.path()));
        }
        return new StepOutcome.Finished(
                finish, change.line(LogLine.info("completed: " + summary).in(step.path())));
    }

    private static StepOutcome unreachable(StepRecord step, RemoteProblem problem) {
        if (step.attempts() < MOST_ATTEMPTS) {
            return StepOutcome.Later.same(Backoff.after(step.attempts()), RunChange.none());
        }
        return new StepOutcome.Stuck(
                "card-update-failed",
                "The work is done, the card could not be told: " + problem.code() + ".");
    }

    /** What the agent says on the card at its end. */
    static String comment(JsonNode finish) {
        var text = new StringBuilder(finish.path("summary").asString(""));
        var verdict = finish.path("verdict").asString("");
        if (!verdict.isBlank()) {
            text.append("\n\n**Verdict:** ").append(verdict);
        }
        if (!finish.path("followUps").isEmpty()) {
            text.append("\n\n**Follow-ups:**");
            finish.path("followUps").forEach(item -> text.append("\n- ").append(item.asString("")));
        }
        // no comment takes a NUL
        return text.toString().replace('\0', '\uFFFD');
    }
}
