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

/**
 * Decides what a run does next from the steps that are done, and from nothing else: every holder of
 * the run, in any version, decides the same.
 */
public final class StepPlanner {

    /** So many turns in a row with nothing but wrong calls end a run. */
    public static final int WRONG_TURNS = 3;

    public static final int REMINDERS = 2;

    private final Map<String, JsonNode> done;
    private final CompletionReader completions;
    private final int maxTurns;
    private final BigDecimal maxCost;
    private final List<Message> conversation = new ArrayList<>();
    private BigDecimal cost = BigDecimal.ZERO;
    private final CutAnswers cut = new CutAnswers();
    private int wrongTurns;
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

    private @Nullable NextStep replay(int number, Completion answer) {
        var spent = answer.cost();
        cost = spent == null ? cost : cost.add(spent);
        var turn = new AssistantTurn(number, answer);
        conversation.add(turn.message());
        if ("content_filter".equals(answer.finishReason())) {
            return new NextStep.GiveUp(
                    RunStatus.FAILED,
                    "content-filtered",
                    "The provider's content filter ended the answer.");
        }
        cut.add(turn, answer);
        return answer.toolCalls().isEmpty() ? remind(turn) : replayTools(number, turn);
    }

    private @Nullable NextStep remind(AssistantTurn turn) {
        wrongTurns = 0;
        if (++reminders > REMINDERS) {
            return cut.inARow() > REMINDERS
                    ? cut.giveUp()
                    : new NextStep.GiveUp(
                            RunStatus.FAILED,
                            "finish-missing",
                            "The agent stopped without calling finish, after two reminders."
                                    + cut.besides());
        }
        conversation.add(Message.user(turn.isCut() ? Prompts.CUT : Prompts.NO_FINISH));
        return null;
    }

    private @Nullable NextStep replayTools(int number, AssistantTurn turn) {
        var calls = turn.calls();
        boolean allWrong = true;
        var told = "";
        for (int index = 0; index < calls.size(); index++) {
            var call = calls.get(index);
            var result = done.get("tool/" + number + "/" + index);
            if (result == null) {
                return new NextStep.CallTool(number, index, call);
            }
            boolean wrong = result.path("isError").asBoolean(false);
            var arguments = call.arguments();
            if (call.name().equals("finish") && !wrong && arguments != null) {
                return ProposalPlanner.next(done, arguments);
            }
            allWrong &= wrong;
            told = result.path("content").asString("");
            boolean last = index == calls.size() - 1;
            var answer = last ? told + turn.notice(wrong) : told;
            conversation.add(Message.toolResult(turn.id(index), answer, wrong));
        }
        wrongTurns = allWrong ? wrongTurns + 1 : 0;
        if (wrongTurns < WRONG_TURNS) {
            return null;
        }
        return cut.inARow() >= WRONG_TURNS
                ? cut.giveUp()
                : new NextStep.GiveUp(
                        RunStatus.FAILED,
                        "too-many-wrong-calls",
                        "The agent called its tools wrongly in %d turns one after the other; the last answer it got: %s"
                                        .formatted(WRONG_TURNS, told)
                                + cut.besides());
    }

    /** Reads a journaled answer. */
    public interface CompletionReader {
        Completion read(JsonNode journaled);
    }
}
