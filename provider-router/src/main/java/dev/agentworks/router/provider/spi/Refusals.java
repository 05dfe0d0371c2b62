package dev.agentworks.router.provider.spi;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.agentworks.router.provider.model.FailureClass;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What vendors' refusals have in common. */
public final class Refusals {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private Refusals() {}

    /** The body as JSON; an empty object when it is none, as from a proxy before the vendor. */
    public static JsonNode body(String body) {
        try {
            var read = VendorJson.MAPPER.readTree(body);
            return read.isArray() && !read.isEmpty() ? read.get(0) : read;
        } catch (JacksonException e) {
            return VendorJson.MAPPER.createObjectNode();
        }
    }

    /** Where the status alone decides. */
    public static FailureClass byStatus(int status) {
        return switch (status) {
            case 401, 403 -> FailureClass.AUTH;
            case 402 -> FailureClass.QUOTA_EXHAUSTED;
            case 408, 504 -> FailureClass.TIMEOUT;
            case 409 -> FailureClass.CONFLICT;
            case 429 -> FailureClass.RATE_LIMITED;
            case 503, 529 -> FailureClass.OVERLOADED;
            default ->
                    status >= 400 && status < 500
                            ? FailureClass.INVALID_REQUEST
                            : FailureClass.SERVER_ERROR;
        };
    }

    /** A sentence for people; a vendor's words about our keys are not repeated. */
    public static String message(FailureClass kind, String provider, int status, String said) {
        if (kind == FailureClass.AUTH) {
            return "%s refused the platform's key (%d).".formatted(provider, status);
        }
        return said.isBlank()
                ? "%s answered %d.".formatted(provider, status)
                : "%s answered %d: %s".formatted(provider, status, said);
    }

    /** The wait of {@code retry-after-ms} or {@code retry-after}, in seconds or as a date. */
    public static @Nullable Duration retryAfter(Map<String, List<String>> headers) {
        var millis = seconds(RateLimitHeaders.first(headers, "retry-after-ms"), 3);
        if (millis != null) {
            return millis;
        }
        var said = RateLimitHeaders.first(headers, "retry-after");
        var wait = seconds(said, 0);
        return wait != null ? wait : until(said, RateLimitHeaders.first(headers, "date"));
    }

    /** From the moment of the answer, by the vendor's own clock. */
    private static @Nullable Duration until(@Nullable String moment, @Nullable String answered) {
        if (moment == null || answered == null) {
            return null;
        }
        try {
            var wait =
                    Duration.between(
                            ZonedDateTime.parse(answered, RFC_1123_DATE_TIME),
                            ZonedDateTime.parse(moment, RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A number of seconds, with a fraction or not; {@code shift} places smaller. */
    public static @Nullable Duration seconds(@Nullable String text, int shift) {
        if (text == null || !SECONDS.matcher(text).matches()) {
            return null;
        }
        var wait =
                Duration.ofNanos(
                        new BigDecimal(text)
                                .movePointLeft(shift)
                                .min(BigDecimal.valueOf(LONGEST_WAIT.toSeconds()))
                                .movePointRight(9)
                                .longValue());
        return wait;
    }

    /** What the vendor says about trying again, which overrides everything. */
    public static @Nullable Boolean shouldRetry(Map<String, List<String>> headers) {
        var said = RateLimitHeaders.first(headers, "x-should-retry");
        return said == null ? null : Boolean.valueOf(said.equals("true"));
    }
}
