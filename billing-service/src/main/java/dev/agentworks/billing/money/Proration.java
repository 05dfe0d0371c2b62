package dev.agentworks.billing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;

/** The part of a month's fee that falls on some of its days. */
public final class Proration {
    private static final int DECIMALS = 12;

    private Proration() {}

    /**
     * The share of the days from {@code from} until before {@code to}, as far as they lie in the
     * month. Shares of days that follow each other add up to the share of all of them, exactly.
     */
    public static BigDecimal share(BigDecimal fee, YearMonth month, LocalDate from, LocalDate to) {
        return until(fee, month, to).subtract(until(fee, month, from));
    }

    // both ends are rounded from the month's first day, so that nothing is lost between two shares
    private static BigDecimal until(BigDecimal fee, YearMonth month, LocalDate day) {
        var first = month.atDay(1);
        long days =
                Math.clamp(day.toEpochDay() - first.toEpochDay(), 0, (long) month.lengthOfMonth());
        return fee.multiply(BigDecimal.valueOf(days))
                .divide(
                        BigDecimal.valueOf(month.lengthOfMonth()),
                        DECIMALS,
                        RoundingMode.HALF_EVEN);
    }
}
