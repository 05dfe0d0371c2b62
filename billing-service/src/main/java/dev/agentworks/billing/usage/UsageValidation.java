package dev.agentworks.billing.usage;

import static dev.agentworks.billing.usage.QuarantineReason.ABSURD;
import static dev.agentworks.billing.usage.QuarantineReason.ANCIENT;
import static dev.agentworks.billing.usage.QuarantineReason.FUTURE;
import static dev.agentworks.billing.usage.QuarantineReason.INCOMPLETE;
import static dev.agentworks.billing.usage.QuarantineReason.INCONSISTENT;

import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Checks that a usage event is whole, plausible, and storable without rounding. */
@NullUnmarked
final class UsageValidation {
    static final Duration OLDEST = Duration.ofDays(35);
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int DECIMALS = 12;
    private static final BigDecimal MOST = new BigDecimal("100000000");
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final int LONGEST = 300;
    private static final int LANES = 10;

    private UsageValidation() {}

    /** Why the event cannot be counted now; null when it can. */
    static @Nullable UsageProblem problemOf(UsageEvent event, Instant now) {
        var problem = problemOf(event);
        if (problem != null) {
            return problem;
        }
        if (event.timestamp().isAfter(now.plus(CLOCKS_DIFFER))) {
            return new UsageProblem(FUTURE, "it happened at " + event.timestamp());
        }
        return event.timestamp().isBefore(now.minus(OLDEST))
                ? new UsageProblem(ANCIENT, "it happened at " + event.timestamp())
                : null;
    }

    /** Why the event can never be counted; null when it can. */
    static @Nullable UsageProblem problemOf(UsageEvent event) {
        if (event.workspaceId() == null || event.projectId() == null || event.timestamp() == null) {
            return new UsageProblem(INCOMPLETE, "the event names no workspace, project or time");
        }
        if (!Stream.of(event.eventId(), event.provider(), event.model(), event.priceVersion())
                .allMatch(UsageValidation::isWord)) {
            return new UsageProblem(
                    INCOMPLETE, "the event has no id, provider, model or price version");
        }
        if (event.agentId() != null && !isWord(event.agentId())) {
            return new UsageProblem(INCOMPLETE, "the agent's name cannot be stored");
        }
        if (event.kind() == null || event.outcome() == null || event.usage() == null) {
            return new UsageProblem(INCOMPLETE, "the event has no kind, outcome or usage");
        }
        if (!Stream.of(event.cost(), event.price(), event.markup())
                .allMatch(UsageValidation::isAmount)) {
            return new UsageProblem(
                    ABSURD,
                    "cost, price and markup must be amounts from zero with at most 12 decimals");
        }
        return counts(event.usage()).anyMatch(count -> count < 0 || count > MOST_TOKENS)
                ? new UsageProblem(ABSURD, "a count of tokens is below zero or beyond all models")
                : contradiction(event);
    }

    private static @Nullable UsageProblem contradiction(UsageEvent event) {
        var usage = event.usage();
        if (usage.totalTokens() != usage.inputTokens() + usage.outputTokens()) {
            return new UsageProblem(INCONSISTENT, "the total is not input and output together");
        }
        if (usage.cachedInputTokens() + usage.cacheWriteTokens() > usage.inputTokens()
                || usage.reasoningTokens() > usage.outputTokens()) {
            return new UsageProblem(INCONSISTENT, "a part of the tokens is more than their whole");
        }
        if (event.lane() != null && (event.lane() < 0 || event.lane() > LANES)
                || event.laneVisit() != null && event.laneVisit() < 1) {
            return new UsageProblem(INCONSISTENT, "there is no such lane or visit");
        }
        // a failed or cut call is charged less than its cost times the markup, none is charged more
        var most = event.cost().multiply(event.markup()).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return event.price().compareTo(most) > 0
                ? new UsageProblem(INCONSISTENT, "the price is more than cost and markup make")
                : null;
    }

    private static LongStream counts(TokenUsage usage) {
        return LongStream.of(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cachedInputTokens(),
                usage.cacheWriteTokens(),
                usage.reasoningTokens(),
                usage.totalTokens());
    }

    private static boolean isWord(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST
                && text.indexOf('\0') < 0;
    }

    // the database would round more decimals, and a rounded amount no longer adds up
    private static boolean isAmount(@Nullable BigDecimal amount) {
        return amount != null
                && amount.signum() >= 0
                && amount.compareTo(MOST) < 0
                && amount.stripTrailingZeros().scale() <= DECIMALS;
    }
}
