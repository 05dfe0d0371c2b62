package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.prompt.Prompts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Decides what a run does next from the steps that are done, and from nothing else: every holder of
 * the run, in any version, decides the same.
 */
public final class StepPlanner {

    public static final int WRONG_CALLS_ANSWERED = 3;
    public static final int REMINDERS = 2;

    private final Map<String, JsonNode> done;
    private final CompletionReader completions;
    private final int maxTurns;
    private final BigDecimal maxCost;
    private final List<Message> conversation = new ArrayList<>();
    private BigDecimal cost = BigDecimal.ZERO;
    private int wrongInARow;
    private int reminders;

    private StepPlanner(
            Map<String, JsonNode> done,
            CompletionReader completions,
            int maxTurns,
            BigDecimal maxCost) {
        this.done = done;
        this.completions = completions;
        this.maxTurns = maxTurns;
        this.maxCost = maxCost;
    }

    /**
     * @param done results of finished steps by path
     */
    public static NextStep next(
            Map<String, JsonNode> done,
            CompletionReader completions,
            int maxTurns,
            BigDecimal maxCost) {
        return new StepPlanner(done, completions, maxTurns, maxCost).next();
    }

    private NextStep next() {
        var decided = done.get(AbortPlan.PATH);
        if (decided != null) {
            return AbortPlan.of(decided).next(done);
        }
        if (!done.containsKey("config")) {
            return new NextStep.ReadContext();
        }
        for (int turn = 1; ; turn++) {
            var answer = done.get("llm/" + turn);
            if (answer == null) {
                return callModel(turn);
            }
            var end = replay(turn, completions.read(answer));
            if (end != null) {
                return end;
            }
        }
    }

    private NextStep callModel(int turn) {
        if (turn > maxTurns) {
            return new NextStep.GiveUp(
                    RunStatus.FAILED,
                    "too-many-turns",
                    "The agent did not finish within %d turns.".formatted(maxTurns));
        }
        if (cost.compareTo(maxCost) >= 0) {
            return new NextStep.GiveUp(
                    RunStatus.FAILED,
                    "cost-cap-reached",
                    "The run has used %s USD, the most one run may use."
                            .formatted(maxCost.toPlainString()));
        }
        return new NextStep.CallModel(turn, List.copyOf(conversation));
    }

    private @Nullable NextStep replay(int turn, Completion answer) {
        var spent = answer.cost();
        cost = spent == null ? cost : cost.add(spent);
        conversation.add(Message.assistant(said(answer), asked(turn, answer.toolCalls())));
        if ("content_filter".equals(answer.finishReason())) {
            return new NextStep.GiveUp(
                    RunStatus.FAILED,
                    "content-filtered",
                    "The provider's content filter ended the answer.");
        }
        return answer.toolCalls().isEmpty()
                ? remind(answer)
                : replayTools(turn, answer.toolCalls());
    }

    private @Nullable NextStep remind(Completion answer) {
        if (++reminders > REMINDERS) {
            return new NextStep.GiveUp(
                    RunStatus.FAILED,
                    "finish-missing",
                    "The agent stopped without calling finish, after two reminders.");
        }
        conversation.add(
                Message.user(
                        "length".equals(answer.finishReason()) ? Prompts.CUT : Prompts.NO_FINISH));
        return null;
    }

    private @Nullable NextStep replayTools(int turn, List<Completion.ToolCall> calls) {
        for (int index = 0; index < calls.size(); index++) {
            var call = calls.get(index);
            var result = done.get("tool/" + turn + "/" + index);
            if (result == null) {
                return new NextStep.CallTool(turn, index, call);
            }
            boolean wrong = result.path("isError").asBoolean(false);
            wrongInARow = wrong ? wrongInARow + 1 : 0;
            if (wrongInARow > WRONG_CALLS_ANSWERED) {
                return new NextStep.GiveUp(
                        RunStatus.FAILED,
                        "too-many-wrong-calls",
                        "The agent called tools wrongly more than %d times in a row; the last time: %s"
                                .formatted(
                                        WRONG_CALLS_ANSWERED, result.path("content").asString("")));
            }
            var arguments = call.arguments();
            if (call.name().equals("finish") && !wrong && arguments != null) {
                return ProposalPlanner.next(done, arguments);
            }
            conversation.add(
                    Message.toolResult(
                            id(turn, index), result.path("content").asString(""), wrong));
        }
        return null;
    }

    // a turn must say something, and an empty one is remembered as such
    private static @Nullable String said(Completion answer) {
        var text = answer.text();
        boolean silent = text == null || text.isBlank();
        return silent && answer.toolCalls().isEmpty() ? "(no answer)" : text;
    }

    // providers number calls by turn or at random: here an id names one call of the whole
    // conversation
    private static List<Completion.ToolCall> asked(int turn, List<Completion.ToolCall> calls) {
        var named = new ArrayList<Completion.ToolCall>();
        for (var call : calls) {
            var arguments = call.arguments();
            named.add(
                    new Completion.ToolCall(
                            id(turn, named.size()),
                            call.name(),
                            arguments != null && arguments.isObject()
                                    ? arguments
                                    : JsonNodeFactory.instance.objectNode(),
                            call.signature()));
        }
        return named;
    }

    private static String id(int turn, int index) {
        return "call_" + turn + "_" + index;
    }

    /** Reads a journaled answer. */
    public interface CompletionReader {
        Completion read(JsonNode journaled);
    }
}
