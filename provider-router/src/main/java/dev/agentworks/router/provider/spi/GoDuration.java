package dev.agentworks.router.provider.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads durations as programs in Go write them: {@code 12ms}, {@code 6m0s}, {@code 1h2m3.5s}; some
 * servers write plain seconds. They come with every answer, so this goes through the characters
 * once.
 */
final class GoDuration {
    private static final int WHOLE_DIGITS = 9;
    private static final int FRACTION_DIGITS = 12;

    /** Of one unit; with it no sum overflows. */
    private static final long MOST = 86_400;

    private static final long LONGEST = Duration.ofHours(MOST).toNanos();

    private final String text;
    private int at;

    private GoDuration(String text) {
        this.text = text;
    }

    /** The duration, to a nanosecond; none when it is not one. */
    static @Nullable Duration parse(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new GoDuration(text).sum();
    }

    private @Nullable Duration sum() {
        long nanos = 0;
        while (at < text.length()) {
            boolean first = at == 0;
            int begin = at;
            long whole = digits(WHOLE_DIGITS);
            if (at == begin) {
                return null;
            }
            double fraction = 0;
            if (at < text.length() && text.charAt(at) == '.') {
                int point = at++;
                fraction = digits(FRACTION_DIGITS) / Math.pow(10, at - point - 1);
                if (at == point + 1) {
                    return null;
                }
            }
            long unit = unit(first);
            if (unit == 0) {
                return null;
            }
            nanos += Math.min(whole, MOST) * unit + Math.round(fraction * unit);
            nanos = Math.min(nanos, LONGEST);
        }
        return Duration.ofNanos(nanos);
    }

    private long digits(int most) {
        int end = Math.min(text.length(), at + most);
        long number = 0;
        while (at < end && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    // in nanoseconds, 0 when there is no such unit
    private long unit(boolean first) {
        int begin = at;
        while (at < text.length() && !isDigit(text.charAt(at))) {
            at++;
        }
        return switch (text.substring(begin, at)) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000;
            case "ms" -> 1_000_000;
            case "us", "µs" -> 1_000;
            case "ns" -> 1;
            case "" -> first && at == text.length() ? 1_000_000_000 : 0;
            default -> 0;
        };
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }
}
