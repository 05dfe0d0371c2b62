package dev.agentworks.billing.report;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/**
 * What a month will come to: what was used until yesterday, and for each day that is left the mean
 * of that day of the week in the four weeks before. Today counts as whichever of the two is more.
 *
 * @param used until now
 * @param expected by the end of the month
 */
public record Forecast(YearMonth month, @Money BigDecimal used, @Money BigDecimal expected) {
    static final int DAYS_BEFORE = 28;
    private static final BigDecimal WEEKS = BigDecimal.valueOf(DAYS_BEFORE / 7);
    private static final int DECIMALS = 12;

    /**
     * @param prices by day; a day that is not there had none
     */
    static Forecast of(LocalDate today, Map<LocalDate, BigDecimal> prices) {
        var month = YearMonth.from(today);
        var used = BigDecimal.ZERO;
        for (var day = month.atDay(1); !day.isAfter(today); day = day.plusDays(1)) {
            used = used.add(prices.getOrDefault(day, BigDecimal.ZERO));
        }
        var now = prices.getOrDefault(today, BigDecimal.ZERO);
        var expected = used.add(usual(today, today, prices).subtract(now).max(BigDecimal.ZERO));
        for (var day = today.plusDays(1);
                YearMonth.from(day).equals(month);
                day = day.plusDays(1)) {
            expected = expected.add(usual(day, today, prices));
        }
        return new Forecast(month, used, expected);
    }

    // the same days of the week that are over, at most four
    private static BigDecimal usual(
            LocalDate day, LocalDate today, Map<LocalDate, BigDecimal> prices) {
        var last = day.minusWeeks(1);
        while (!last.isBefore(today)) {
            last = last.minusWeeks(1);
        }
        var sum = BigDecimal.ZERO;
        for (int week = 0; week < WEEKS.intValue(); week++) {
            sum = sum.add(prices.getOrDefault(last.minusWeeks(week), BigDecimal.ZERO));
        }
        return sum.divide(WEEKS, DECIMALS, RoundingMode.HALF_EVEN);
    }
}
