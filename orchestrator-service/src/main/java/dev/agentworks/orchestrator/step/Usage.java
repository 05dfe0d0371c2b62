package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunChange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a model call used, as a run counts it. */
final class Usage {

    private Usage() {}

    static RunChange add(RunChange change, Completion completion) {
        return change.used(
                tokens(completion),
                orZero(completion.cost()),
                orZero(completion.price()),
                completion.simulated());
    }

    static Run.Tokens tokens(Completion completion) {
        var usage = completion.usage();
        return usage == null
                ? Run.Tokens.NONE
                : new Run.Tokens(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.cachedInputTokens(),
                        usage.cacheWriteTokens(),
                        usage.reasoningTokens(),
                        usage.totalTokens());
    }

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
