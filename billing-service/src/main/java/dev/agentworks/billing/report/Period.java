package dev.agentworks.billing.report;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Whole UTC days.
 *
 * @param to the day after the last
 */
public record Period(LocalDate from, LocalDate to) {
    public Period {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "a period ends before it begins: " + from + ", " + to);
        }
    }

    /** The calendar month of a day. */
    public static Period monthOf(LocalDate day) {
        var month = YearMonth.from(day);
        return new Period(month.atDay(1), month.plusMonths(1).atDay(1));
    }
}
