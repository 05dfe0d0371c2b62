package dev.agentworks.orchestrator.run.web;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.run.model.Run;
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
        var cost = run.cost();
        var tokens = cost.tokens();
        var result = run.result();
        var times = run.times();
        return new RunResponse(
                run.id(),
                run.cardId(),
                run.agentId(),
                run.status().name(),
                run.trigger().kind().name(),
                run.trigger().by(),
                run.model().provider(),
                run.model().model(),
                new Usage(
                        tokens.input(),
                        tokens.output(),
                        tokens.cached(),
                        tokens.reasoning(),
                        tokens.total()),
                cost.cost(),
                cost.price(),
                cost.simulated(),
                run.state().progress(),
                run.placement().lane(),
                run.placement().laneVisit(),
                times.createdAt(),
                times.startedAt(),
                times.finishedAt(),
                result.summary(),
                result.errorCode() == null
                        ? null
                        : new Failure(result.errorCode(), String.valueOf(result.errorMessage())),
                run.trigger().retryOf(),
                run.state().waitingFor(),
                asked(run),
                run.state().approvedBy(),
                run.estimate());
    }

    private static @Nullable Asked asked(Run run) {
        var question = run.state().question();
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
