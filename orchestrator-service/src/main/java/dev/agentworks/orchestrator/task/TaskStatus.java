package dev.agentworks.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import dev.agentworks.events.run.RunError;
import dev.agentworks.orchestrator.run.Run;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a task stands; one that was answered before costs nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskStatus(
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
        var tokens = cached ? Run.Tokens.NONE : run.tokens();
        return new TaskStatus(
                run.id(),
                run.status().name(),
                run.agentId(),
                run.summary(),
                run.errorCode() == null
                        ? null
                        : new RunError(run.errorCode(), String.valueOf(run.errorMessage())),
                cached,
                new Usage(
                        tokens.input(),
                        tokens.output(),
                        tokens.cached(),
                        tokens.reasoning(),
                        tokens.total()),
                cached ? BigDecimal.ZERO : run.cost(),
                cached ? BigDecimal.ZERO : run.price(),
                run.createdAt(),
                run.finishedAt());
    }

    record Usage(
            long inputTokens,
            long outputTokens,
            long cachedInputTokens,
            long reasoningTokens,
            long totalTokens) {}
}
