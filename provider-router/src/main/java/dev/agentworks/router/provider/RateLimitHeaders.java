package dev.agentworks.router.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the limits that vendors tell in the headers of their answers. */
public final class RateLimitHeaders {
    private static final Pattern GO_DURATION =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,12})?)(h|ms|m|s|us|µs|ns)");
    private static final Pattern PLAIN_SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,12})?");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    private RateLimitHeaders() {}

    /** As OpenAI and the servers that speak like it: the resets are durations as Go writes them. */
    public static RateLimits openAi(Map<String, List<String>> headers) {
        return new RateLimits(
                limit(
                        headers,
                        "x-ratelimit-limit-requests",
                        "x-ratelimit-remaining-requests",
                        goDuration(first(headers, "x-ratelimit-reset-requests"))),
                limit(
                        headers,
                        "x-ratelimit-limit-tokens",
                        "x-ratelimit-remaining-tokens",
                        goDuration(first(headers, "x-ratelimit-reset-tokens"))),
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

    /** {@code 12ms}, {@code 6m0s}, {@code 1h2m3.5s}; some servers write plain seconds. */
    static @Nullable Duration goDuration(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (PLAIN_SECONDS.matcher(text).matches()) {
            return Refusals.seconds(text, 0);
        }
        var sum = Duration.ZERO;
        var part = GO_DURATION.matcher(text);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            var whole = Refusals.seconds(part.group(1), shift(part.group(2)));
            if (whole == null) {
                return null;
            }
            sum = sum.plus(whole.multipliedBy(factor(part.group(2))));
        }
        return end == 0 || end < text.length() ? null : sum;
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "ms" -> 3;
            case "us", "µs" -> 6;
            case "ns" -> 9;
            default -> 0;
        };
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
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
        return text == null || !WHOLE_NUMBER.matcher(text).matches() ? null : Long.valueOf(text);
    }

    /** The first value of a header. */
    public static @Nullable String first(Map<String, List<String>> headers, String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst().strip();
    }
}
