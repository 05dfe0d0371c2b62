package dev.agentworks.billing.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a stretch of time is that is summed up into one row; all are UTC. */
public enum Grain {
    HOUR,
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH,
    /** The whole period in one. */
    TOTAL;

    /** The grain with this name in a request, such as {@code day}. */
    public static Optional<Grain> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return this == TOTAL
                ? "cast(:from as timestamptz)"
                : "date_trunc('%s', occurred_at at time zone 'UTC') at time zone 'UTC'"
                        .formatted(word());
    }
}
