package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Completion;

/** How often the answers of a model were cut at their limit: people can raise that. */
final class CutAnswers {

    private int inARow;
    private int all;
    private long tokens;

    void add(AssistantTurn turn, Completion answer) {
        if (!turn.isCut()) {
            inARow = 0;
            return;
        }
        inARow++;
        all++;
        var usage = answer.usage();
        tokens = usage == null ? 0 : usage.outputTokens();
    }

    int inARow() {
        return inARow;
    }

    NextStep.GiveUp giveUp() {
        return new NextStep.GiveUp(
                RunStatus.FAILED,
                "answer-cut",
                "The model's answers were cut at their limit%s, %d times in a row. Raise the most tokens of the agent, or give it less to do at once."
                        .formatted(limit(), inARow));
    }

    /** To be told where something else ended the run. */
    String besides() {
        return all == 0
                ? ""
                : " (Answers that were cut at their limit%s: %d.)".formatted(limit(), all);
    }

    private String limit() {
        return tokens == 0 ? "" : " of %d tokens".formatted(tokens);
    }
}
