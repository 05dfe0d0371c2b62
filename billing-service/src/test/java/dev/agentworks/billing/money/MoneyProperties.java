package dev.agentworks.billing.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MoneyProperties {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Property
    void linesInCentsAddUpToTheRoundedSumAndNoneIsOffByACent(
            @ForAll @Size(max = 60) List<@From("amounts") BigDecimal> amounts) {
        var cents = MinorUnits.allocate(amounts);

        var sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(cents.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(MinorUnits.round(sum));
        assertThat(MinorUnits.amount(MinorUnits.round(sum)))
                .isEqualByComparingTo(sum.setScale(2, RoundingMode.HALF_UP));
        for (int i = 0; i < amounts.size(); i++) {
            assertThat(MinorUnits.amount(cents.get(i)).subtract(amounts.get(i)).abs())
                    .isLessThan(CENT);
        }
    }

    @Property
    void theOrderOfLinesChangesNoLineThatHasNoTwin(
            @ForAll @Size(min = 1, max = 30) List<@From("amounts") BigDecimal> amounts,
            @ForAll long seed) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < amounts.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));

        var straight = MinorUnits.allocate(amounts);
        var shuffled = MinorUnits.allocate(order.stream().map(amounts::get).toList());

        for (int i = 0; i < order.size(); i++) {
            var remainder = remainder(amounts.get(order.get(i)));
            boolean alone =
                    amounts.stream().filter(it -> remainder(it).compareTo(remainder) == 0).count()
                            == 1;
            if (alone) {
                assertThat(shuffled.get(i)).isEqualTo(straight.get(order.get(i)));
            }
        }
    }

    @Property
    void partsOfAMonthAddUpToItsFeeExactly(
            @ForAll("fees") BigDecimal fee,
            @ForAll @IntRange(min = 2024, max = 2032) int year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll @Size(max = 12) List<@IntRange(min = -40, max = 70) Integer> cuts) {
        var of = YearMonth.of(year, month);
        var days = new ArrayList<LocalDate>();
        days.add(of.atDay(1).minusDays(50));
        cuts.forEach(cut -> days.add(of.atDay(1).plusDays(cut)));
        days.add(of.atDay(1).plusDays(80));
        Collections.sort(days);

        var sum = BigDecimal.ZERO;
        for (int i = 1; i < days.size(); i++) {
            var share = Proration.share(fee, of, days.get(i - 1), days.get(i));
            assertThat(share).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            sum = sum.add(share);
        }

        assertThat(sum).isEqualByComparingTo(fee);
    }

    @Property
    void ratingWithTheSameMarkupIsTheIdentity(
            @ForAll("amounts") BigDecimal price, @ForAll("markups") BigDecimal markup) {
        assertThat(Rating.price(price, markup, markup)).isEqualTo(price);
    }

    @Property
    void theUsualMarkupMultipliesExactly(
            @ForAll("amounts") BigDecimal cost, @ForAll("markups") BigDecimal markup) {
        var price = cost.multiply(new BigDecimal(5));

        assertThat(Rating.price(price, new BigDecimal(5), markup))
                .isEqualByComparingTo(cost.multiply(markup).setScale(12, RoundingMode.HALF_EVEN));
    }

    @Property
    void theMarginIsAtMostOneAndThePriceWeightedMeanOfItsParts(
            @ForAll @Size(min = 1, max = 20) List<@From("positive") BigDecimal> costs,
            @ForAll @Size(min = 20, max = 20) List<@From("positive") BigDecimal> prices) {
        var cost = BigDecimal.ZERO;
        var price = BigDecimal.ZERO;
        var weighted = BigDecimal.ZERO;
        for (int i = 0; i < costs.size(); i++) {
            var margin = Rating.margin(costs.get(i), prices.get(i)).orElseThrow();
            assertThat(margin).isLessThanOrEqualTo(BigDecimal.ONE);
            cost = cost.add(costs.get(i));
            price = price.add(prices.get(i));
            weighted = weighted.add(margin.multiply(prices.get(i)));
        }

        var mean = weighted.divide(price, 12, RoundingMode.HALF_EVEN);
        assertThat(Rating.margin(cost, price).orElseThrow().subtract(mean).abs())
                .isLessThanOrEqualTo(new BigDecimal("0.000002"));
    }

    @Property(tries = 1)
    void theMarginOfNothingIsNothingAndOfACostWithoutAPriceUnknown() {
        assertThat(Rating.margin(BigDecimal.ZERO, BigDecimal.ZERO)).contains(BigDecimal.ZERO);
        assertThat(Rating.margin(BigDecimal.ONE, BigDecimal.ZERO)).isEmpty();
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigIntegers()
                .between(new BigInteger("-1000000000000000"), new BigInteger("100000000000000000"))
                .map(units -> new BigDecimal(units, 12));
    }

    @Provide
    Arbitrary<BigDecimal> positive() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.ONE, new BigInteger("1000000000000000"))
                .map(units -> new BigDecimal(units, 12));
    }

    @Provide
    Arbitrary<BigDecimal> fees() {
        return Arbitraries.longs().between(0, 1_000_000).map(cents -> BigDecimal.valueOf(cents, 2));
    }

    @Provide
    Arbitrary<BigDecimal> markups() {
        return Arbitraries.longs().between(1, 200_000).map(units -> BigDecimal.valueOf(units, 4));
    }

    private static BigDecimal remainder(BigDecimal amount) {
        var cents = amount.movePointRight(2);
        return cents.subtract(cents.setScale(0, RoundingMode.FLOOR));
    }
}
