package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepKeys;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.RunHistory;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands each kind of step to its handler. */
@Component
public class StepHandlers {

    private final ContextStepHandler context;
    private final ModelStepHandler model;
    private final ToolStepHandler tool;
    private final ProposalStepHandler handIn;
    private final CompleteStepHandler complete;
    private final CompensationStepHandler compensation;
    private final Checkpoints checkpoints;
    private final RunSettings settings;
    private final JsonMapper json;

    StepHandlers(
            ContextStepHandler context,
            ModelStepHandler model,
            ToolStepHandler tool,
            ProposalStepHandler handIn,
            CompleteStepHandler complete,
            CompensationStepHandler compensation,
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

    public StepOutcome act(
            Run run,
            NextStep next,
            StepRecord step,
            RunHistory history,
            Interruption interruption) {
        return switch (next) {
            case NextStep.ReadContext _ -> context.act(run);
            case NextStep.CallModel call ->
                    model.act(
                            run,
                            step,
                            new ModelStepHandler.Call(
                                    history.request(run, call),
                                    history.snapshot().mayReissue(),
                                    history.maxCost()),
                            interruption);
            case NextStep.CallTool call ->
                    tool.act(run, step, history.snapshot(), call.call(), history.done());
            case NextStep.Propose propose -> handIn.propose(run, propose, history.snapshot());
            case NextStep.AskApproval approval -> handIn.askApproval(approval);
            case NextStep.Apply apply -> handIn.apply(run, apply);
            case NextStep.Release release -> handIn.release(run, release);
            case NextStep.Complete(var finish, var told) -> complete.act(run, step, finish, told);
            case NextStep.Compensate compensate -> compensation.act(run, step, compensate, history);
            case NextStep.End _, NextStep.Close _, NextStep.GiveUp _ ->
                    throw new IllegalStateException("that is no step");
        };
    }

    public RunHistory read(List<StepRecord> steps) {
        return new RunHistory(steps, settings, json);
    }

    /** Whether calling this tool again under its key finds out what the first call did. */
    public boolean isKeyed(String toolName) {
        return tool.isKeyed(toolName);
    }

    public void reached(Checkpoints.Point point) {
        checkpoints.reached(point);
    }

    /** A step this holder has just begun. */
    public StepRecord fresh(Run run, NextStep next) {
        return new StepRecord(
                next.path(),
                next.kind(),
                false,
                0,
                0,
                0,
                StepKeys.of(run.id(), next.kind(), next.path(), 0),
                json.createObjectNode(),
                false,
                null);
    }
}
