package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Completion.ToolCall;
import dev.agentworks.orchestrator.outgoing.Line;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunChange;
import dev.agentworks.orchestrator.run.StepRecord;
import dev.agentworks.orchestrator.tool.ToolContext;
import dev.agentworks.orchestrator.tool.ToolResult;
import dev.agentworks.orchestrator.tool.Toolbox;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a tool for the model. Every tool here is read-only or keyed, so a call of unknown outcome
 * is made again.
 */
@Component
class ToolStep {

    private static final int LONGEST_RESULT = 60_000;

    private final Toolbox toolbox;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    ToolStep(Toolbox toolbox, Checkpoints checkpoints, JsonMapper json) {
        this.toolbox = toolbox;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome act(
            Run run,
            StepRecord step,
            Snapshot snapshot,
            ToolCall call,
            Map<String, JsonNode> done) {
        var result =
                toolbox.call(
                        call.name(), snapshot.toolNames(), context(run, step), call.arguments());
        if (call.name().equals("finish") && !result.isError()) {
            result = unlessSomethingIsMissing(result, snapshot, done);
        }
        checkpoints.reached(Checkpoints.Point.TOOL_CALLED);
        var journaled =
                json.createObjectNode()
                        .put("tool", call.name())
                        .put("content", shortened(result.content()))
                        .put("isError", result.isError());
        var left = result.isError() ? null : leftBehind(call);
        if (left != null) {
            journaled.put("left", left);
        }
        var line = result.isError() ? Line.warn(result.line()) : Line.agent(result.line());
        return new StepOutcome.Finished(journaled, RunChange.none().line(line.in(step.path())));
    }

    static ToolContext context(Run run, StepRecord step) {
        return new ToolContext(
                run.workspaceId(),
                run.projectId(),
                run.cardId(),
                run.id(),
                run.agentId(),
                step.key());
    }

    private static ToolResult unlessSomethingIsMissing(
            ToolResult finished, Snapshot snapshot, Map<String, JsonNode> done) {
        var missing = new ArrayList<>(snapshot.leavesBehind());
        missing.removeAll(snapshot.present());
        done.values().forEach(result -> missing.remove(result.path("left").asString("")));
        return missing.isEmpty()
                ? finished
                : ToolResult.wrong(
                        "You cannot finish yet, this is still to be left behind: %s."
                                .formatted(String.join(", ", missing)));
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
