package dev.agentworks.orchestrator.run;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as the public API shows it. */
record RunResponse(
        UUID id,
        UUID cardId,
        String agentId,
        String status,
        String trigger,
        String triggeredBy,
        @Nullable String provider,
        @Nullable String model,
        Usage usage,
        @Money BigDecimal cost,
        @Money BigDecimal price,
        boolean simulated,
        int progress,
        int lane,
        int laneVisit,
        @Moment Instant createdAt,
        @Moment @Nullable Instant startedAt,
        @Moment @Nullable Instant finishedAt,
        @Nullable String summary,
        @Nullable Failure error,
        @Nullable UUID retryOf,
        @Nullable RunWait waitingFor,
        @Nullable Asked question,
        @Nullable String approvedBy,
        @Nullable Estimate estimate) {

    static RunResponse of(Run run) {
        var tokens = run.tokens();
        return new RunResponse(
                run.id(),
                run.cardId(),
                run.agentId(),
                run.status().name(),
                run.trigger().name(),
                run.triggeredBy(),
                run.provider(),
                run.model(),
                new Usage(
                        tokens.input(),
                        tokens.output(),
                        tokens.cached(),
                        tokens.reasoning(),
                        tokens.total()),
                run.cost(),
                run.price(),
                run.simulated(),
                run.progress(),
                run.lane(),
                run.laneVisit(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt(),
                run.summary(),
                run.errorCode() == null
                        ? null
                        : new Failure(run.errorCode(), String.valueOf(run.errorMessage())),
                run.retryOf(),
                run.waitingFor(),
                asked(run),
                run.approvedBy(),
                run.estimate());
    }

    private static @Nullable Asked asked(Run run) {
        var question = run.question();
        return question == null || run.status() != RunStatus.WAITING_INPUT
                ? null
                : new Asked(question.text(), question.choices(), question.deadline());
    }

    record Asked(String text, List<String> choices, @Moment Instant deadline) {}

    record Usage(
            long inputTokens,
            long outputTokens,
            long cachedInputTokens,
            long reasoningTokens,
            long totalTokens) {}

    record Failure(String code, String message) {}
}
