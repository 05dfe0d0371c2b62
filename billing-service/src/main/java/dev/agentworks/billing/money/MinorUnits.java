package dev.agentworks.billing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whole cents of exact amounts. This is the only place in which a dollar is rounded to cents. */
public final class MinorUnits {
    private static final int DIGITS = 2;

    private MinorUnits() {}

    /** The amount in cents, half a cent up (away from zero). */
    public static long round(BigDecimal amount) {
        return amount.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** The amount of these cents. */
    public static BigDecimal amount(long minor) {
        return BigDecimal.valueOf(minor, DIGITS);
    }

    /**
     * The cents of each amount, so that together they are the rounded sum and none is off by a
     * whole cent. The cents that are over after all are rounded down go to the largest remainders;
     * of equal ones to the first.
     */
    public static List<Long> allocate(List<BigDecimal> amounts) {
        var cents = new ArrayList<Long>(amounts.size());
        var remainders = new ArrayList<BigDecimal>(amounts.size());
        long given = 0;
        for (var amount : amounts) {
            var exact = amount.movePointRight(DIGITS);
            var floor = exact.setScale(0, RoundingMode.FLOOR);
            cents.add(floor.longValueExact());
            remainders.add(exact.subtract(floor));
            given = Math.addExact(given, floor.longValueExact());
        }
        long over = round(sum(amounts)) - given;
        IntStream.range(0, amounts.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(over)
                .forEach(index -> cents.set(index, cents.get(index) + 1));
        return List.copyOf(cents);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
