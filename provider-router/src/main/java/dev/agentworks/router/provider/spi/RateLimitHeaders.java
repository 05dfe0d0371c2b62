package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.RateLimits;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the limits that vendors send in the headers of their responses. */
public final class RateLimitHeaders {
    private static final int MOST_DIGITS = 18;

    private RateLimitHeaders() {}

    /** As OpenAI and the servers that speak like it: the resets are durations as Go writes them. */
    public static RateLimits openAi(Map<String, List<String>> headers) {
        return new RateLimits(
                limit(
                        headers,
                        "x-ratelimit-limit-requests",
                        "x-ratelimit-remaining-requests",
                        GoDuration.parse(first(headers, "x-ratelimit-reset-requests"))),
                limit(
                        headers,
                        "x-ratelimit-limit-tokens",
                        "x-ratelimit-remaining-tokens",
                        GoDuration.parse(first(headers, "x-ratelimit-reset-tokens"))),
                null,
                null);
    }

    /** As Anthropic: the resets are moments. */
    public static RateLimits anthropic(Map<String, List<String>> headers, Clock clock) {
        return new RateLimits(
                anthropic(headers, "requests", clock),
                anthropic(headers, "tokens", clock),
                anthropic(headers, "input-tokens", clock),
                anthropic(headers, "output-tokens", clock));
    }

    private static RateLimits.@Nullable Limit anthropic(
            Map<String, List<String>> headers, String what, Clock clock) {
        var prefix = "anthropic-ratelimit-" + what;
        return limit(
                headers,
                prefix + "-limit",
                prefix + "-remaining",
                until(first(headers, prefix + "-reset"), clock));
    }

    private static RateLimits.@Nullable Limit limit(
            Map<String, List<String>> headers,
            String limit,
            String remaining,
            @Nullable Duration reset) {
        var most = number(first(headers, limit));
        var left = number(first(headers, remaining));
        return most == null && left == null && reset == null
                ? null
                : new RateLimits.Limit(most, left, reset);
    }

    private static @Nullable Duration until(@Nullable String moment, Clock clock) {
        if (moment == null) {
            return null;
        }
        try {
            var left = Duration.between(clock.instant(), Instant.parse(moment));
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null
                        || text.isEmpty()
                        || text.length() > MOST_DIGITS
                        || !text.chars().allMatch(it -> it >= '0' && it <= '9')
                ? null
                : Long.valueOf(text);
    }

    /** The first value of a header. */
    public static @Nullable String first(Map<String, List<String>> headers, String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst().strip();
    }
}
