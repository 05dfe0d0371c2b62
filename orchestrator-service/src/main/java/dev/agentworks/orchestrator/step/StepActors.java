package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.StepKeys;
import dev.agentworks.orchestrator.run.StepRecord;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who acts on which kind of step. */
@Component
class StepActors {

    private final ContextStep context;
    private final ModelStep model;
    private final ToolStep tool;
    private final HandInStep handIn;
    private final CompleteStep complete;
    private final CompensationStep compensation;
    private final Checkpoints checkpoints;
    private final RunSettings settings;
    private final JsonMapper json;

    StepActors(
            ContextStep context,
            ModelStep model,
            ToolStep tool,
            HandInStep handIn,
            CompleteStep complete,
            CompensationStep compensation,
            Checkpoints checkpoints,
            RunSettings settings,
            JsonMapper json) {
        this.context = context;
        this.model = model;
        this.tool = tool;
        this.handIn = handIn;
        this.complete = complete;
        this.compensation = compensation;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.json = json;
    }

    StepOutcome act(
            Run run, Next next, StepRecord step, Journaled journal, Interruption interruption) {
        return switch (next) {
            case Next.ReadContext _ -> context.act(run);
            case Next.CallModel call ->
                    model.act(
                            run,
                            step,
                            journal.request(run, call),
                            journal.snapshot().mayReissue(),
                            interruption);
            case Next.CallTool call ->
                    tool.act(run, step, journal.snapshot(), call.call(), journal.done());
            case Next.Propose propose -> handIn.propose(run, propose, journal.snapshot());
            case Next.AskApproval approval -> handIn.askApproval(approval);
            case Next.Apply apply -> handIn.apply(run, apply);
            case Next.Complete(var finish) -> complete.act(run, step, finish);
            case Next.Compensate compensate -> compensation.act(run, step, compensate, journal);
            case Next.End _, Next.Close _, Next.GiveUp _ ->
                    throw new IllegalStateException("that is no step");
        };
    }

    Journaled read(List<StepRecord> steps) {
        return new Journaled(steps, settings, json);
    }

    /** Whether calling this tool again under its key finds out what the first call did. */
    boolean isKeyed(String toolName) {
        return tool.isKeyed(toolName);
    }

    void reached(Checkpoints.Point point) {
        checkpoints.reached(point);
    }

    /** A step this holder has just begun. */
    StepRecord fresh(Run run, Next next) {
        return new StepRecord(
                next.path(),
                next.kind(),
                false,
                0,
                0,
                StepKeys.of(run.id(), next.kind(), next.path(), 0),
                json.createObjectNode(),
                false);
    }
}
