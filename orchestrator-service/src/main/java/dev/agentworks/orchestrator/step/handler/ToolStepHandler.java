package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Completion.ToolCall;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.plan.AbortPlan;
import dev.agentworks.orchestrator.step.plan.AgentSnapshot;
import dev.agentworks.orchestrator.step.plan.HeldChanges;
import dev.agentworks.orchestrator.tool.AskHuman;
import dev.agentworks.orchestrator.tool.BoardChanges;
import dev.agentworks.orchestrator.tool.ToolContext;
import dev.agentworks.orchestrator.tool.ToolEffect;
import dev.agentworks.orchestrator.tool.ToolResult;
import dev.agentworks.orchestrator.tool.Toolbox;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a tool for the model. A call of unknown outcome is made again where that is harmless, and
 * else left to a person; a question waits for its answer.
 */
@Component
class ToolStepHandler {

    private static final int LONGEST_RESULT = 60_000;

    private final Toolbox toolbox;
    private final BoardChanges changes;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    ToolStepHandler(
            Toolbox toolbox, BoardChanges changes, Checkpoints checkpoints, JsonMapper json) {
        this.toolbox = toolbox;
        this.changes = changes;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome act(
            Run run,
            StepRecord step,
            AgentSnapshot snapshot,
            ToolCall call,
            Map<String, JsonNode> done) {
        var refused = toolbox.refusal(call.name(), snapshot.toolNames(), call.arguments());
        if (refused.isEmpty()) {
            switch (toolbox.effect(call.name())) {
                case READ, KEYED -> {}
                case WAIT -> {
                    return ask(run, step, call);
                }
                case UNSAFE -> {
                    if (step.resumed()) {
                        return new StepOutcome.Stuck(
                                "outcome-unknown",
                                "Nobody can know whether %s was done before its worker was lost."
                                        .formatted(call.name()));
                    }
                }
            }
        }
        checkpoints.reached(Checkpoints.Point.TOOL_INTENDED);
        var context = context(run, step, snapshot.holds() && !run.isTask());
        var result = toolbox.call(call.name(), snapshot.toolNames(), context, call.arguments());
        if (call.name().equals("finish") && !result.isError()) {
            result = unlessSomethingIsMissing(result, snapshot, done);
        }
        boolean held = context.holds() && !result.isError() && isHeld(call, context);
        checkpoints.reached(Checkpoints.Point.TOOL_CALLED);
        var journaled =
                json.createObjectNode()
                        .put("tool", call.name())
                        .put("content", shortened(result.content()))
                        .put("isError", result.isError());
        if (held) {
            journaled.put(HeldChanges.MARK, true);
        }
        // a status that is held was not set, so that there is nothing to give back
        var status = result.isError() || held ? null : statusOfOwnCard(call);
        if (status != null) {
            journaled.put(AbortPlan.CARD_STATUS, status);
        }
        var left = result.isError() ? null : leftBehind(call);
        if (left != null) {
            journaled.put("left", left);
        }
        var line = result.isError() ? LogLine.warn(result.line()) : LogLine.agent(result.line());
        return new StepOutcome.Finished(journaled, RunChange.none().line(line.in(step.path())));
    }

    private boolean isHeld(ToolCall call, ToolContext context) {
        return call.name().equals("finish")
                ? holdsClosingWords(context, Objects.requireNonNull(call.arguments()))
                : HeldChanges.areMadeBy(call.name());
    }

    /** What the agent says on the card at its end is approved with the rest. */
    private boolean holdsClosingWords(ToolContext context, JsonNode finish) {
        try {
            changes.comment(context, CompleteStepHandler.comment(finish));
            return true;
        } catch (RemoteProblem refused) {
            if (refused.status() >= 500 || refused.status() == 429) {
                throw refused;
            }
            // a card that takes no comment now may take it when the run completes
            return false;
        }
    }

    boolean isKeyed(String name) {
        return toolbox.effect(name) == ToolEffect.KEYED;
    }

    static ToolContext context(Run run, StepRecord step, boolean holds) {
        return new ToolContext(
                run.workspaceId(),
                run.projectId(),
                run.cardId(),
                run.id(),
                run.agentId(),
                step.key(),
                holds);
    }

    private static ToolResult unlessSomethingIsMissing(
            ToolResult finished, AgentSnapshot snapshot, Map<String, JsonNode> done) {
        var missing = new ArrayList<>(snapshot.leavesBehind());
        missing.removeAll(snapshot.present());
        done.values().forEach(result -> missing.remove(result.path("left").asString("")));
        return missing.isEmpty()
                ? finished
                : ToolResult.wrong(
                        "You cannot finish yet, this is still to be left behind: %s."
                                .formatted(String.join(", ", missing)));
    }

    // asked before and claimed again: it gets here only when no answer came in time
    private StepOutcome ask(Run run, StepRecord step, ToolCall call) {
        var question = run.state().question();
        var asked = AskHuman.question(Objects.requireNonNull(call.arguments()));
        if (question == null || !question.step().equals(step.path())) {
            return new StepOutcome.Paused(
                    RunChange.asking(step.path(), asked.text(), asked.choices(), asked.patience())
                            .line(LogLine.agent("asks: " + asked.text()).in(step.path())));
        }
        return new StepOutcome.Finished(
                json.createObjectNode()
                        .put("tool", call.name())
                        .put("content", AskHuman.nobodyAnswered(asked))
                        .put("isError", false),
                RunChange.none()
                        .line(LogLine.warn("nobody answered in time, goes on").in(step.path())));
    }

    private static @Nullable String statusOfOwnCard(ToolCall call) {
        var arguments = call.arguments();
        return arguments != null
                        && call.name().equals("update_card")
                        && !arguments.has("card")
                        && arguments.has("status")
                ? arguments.path("status").asString()
                : null;
    }

    private static @Nullable String leftBehind(ToolCall call) {
        var arguments = call.arguments();
        if (arguments == null) {
            return null;
        }
        return switch (call.name()) {
            case "write_document" -> "document:" + arguments.path("type").asString("");
            case "create_card" -> "card:" + arguments.path("type").asString("");
            default -> null;
        };
    }

    private static String shortened(String content) {
        return content.length() <= LONGEST_RESULT
                ? content
                : content.substring(0, LONGEST_RESULT) + "\n… (cut here, it is longer)";
    }
}
