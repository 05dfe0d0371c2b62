package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import java.math.BigDecimal;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Checks that a usage event has all required fields and numbers that can be stored exactly. */
@NullUnmarked
final class UsageValidation {
    private static final int DECIMALS = 12;
    private static final BigDecimal MOST = new BigDecimal("100000000");
    private static final int LONGEST = 300;

    private UsageValidation() {}

    /** Why the event cannot be recorded; null when it can. */
    static @Nullable String problemOf(UsageEvent event) {
        if (event.workspaceId() == null || event.projectId() == null || event.timestamp() == null) {
            return "the event names no workspace, project or time";
        }
        if (!Stream.of(event.eventId(), event.provider(), event.model(), event.priceVersion())
                .allMatch(UsageValidation::isWord)) {
            return "the event has no id, provider, model or price version";
        }
        if (event.agentId() != null && !isWord(event.agentId())) {
            return "the agent's name cannot be stored";
        }
        if (event.kind() == null || event.outcome() == null || event.usage() == null) {
            return "the event has no kind, outcome or usage";
        }
        if (counts(event.usage()).anyMatch(count -> count < 0)) {
            return "a count of tokens is below zero";
        }
        return Stream.of(event.cost(), event.price(), event.markup())
                        .allMatch(UsageValidation::isAmount)
                ? null
                : "cost, price and markup must be amounts from zero with at most 12 decimals";
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
