package dev.agentworks.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import dev.agentworks.events.run.RunError;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a task stands; one that was answered before costs nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskStatus(
        UUID taskId,
        String status,
        String agent,
        @Nullable String result,
        @Nullable RunError error,
        boolean cached,
        Usage usage,
        @Money BigDecimal cost,
        @Money BigDecimal price,
        @Moment Instant createdAt,
        @Moment @Nullable Instant finishedAt) {

    static TaskStatus of(Run run, boolean cached) {
        var tokens = cached ? TokenUsage.NONE : run.cost().tokens();
        var result = run.result();
        return new TaskStatus(
                run.id(),
                run.status().name(),
                run.agentId(),
                result.summary(),
                result.errorCode() == null
                        ? null
                        : new RunError(result.errorCode(), String.valueOf(result.errorMessage())),
                cached,
                new Usage(
                        tokens.input(),
                        tokens.output(),
                        tokens.cached(),
                        tokens.reasoning(),
                        tokens.total()),
                cached ? BigDecimal.ZERO : run.cost().cost(),
                cached ? BigDecimal.ZERO : run.cost().price(),
                run.times().createdAt(),
                run.times().finishedAt());
    }

    public record Usage(
            long inputTokens,
            long outputTokens,
            long cachedInputTokens,
            long reasoningTokens,
            long totalTokens) {}
}
