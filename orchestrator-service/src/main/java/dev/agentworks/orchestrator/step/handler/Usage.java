package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunCost;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a model call used, as a run counts it. */
final class Usage {

    private Usage() {}

    static RunChange add(RunChange change, Completion completion) {
        return change.used(
                new RunCost(
                        tokens(completion),
                        orZero(completion.cost()),
                        orZero(completion.price()),
                        completion.simulated()));
    }

    static TokenUsage tokens(Completion completion) {
        var usage = completion.usage();
        return usage == null
                ? TokenUsage.NONE
                : new TokenUsage(
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
