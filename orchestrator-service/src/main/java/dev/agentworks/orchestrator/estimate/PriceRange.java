package dev.agentworks.orchestrator.estimate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * From prices that were paid to the range that eight of ten coming ones fall into. A few past runs
 * tell little of the next, so their range is widened.
 */
final class PriceRange {

    private static final double TAIL = 0.1;
    private static final int FEW = 5;
    private static final int SOME = 20;
    private static final MathContext DOWN = new MathContext(2, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(2, RoundingMode.CEILING);

    private PriceRange() {}

    /**
     * @param paid in ascending order, at least one
     */
    static Estimate of(List<BigDecimal> paid) {
        int count = paid.size();
        // the ranks that leave a tenth on each side for the one more that is to come
        int low = Math.max((int) Math.floor((count + 1) * TAIL) - 1, 0);
        int high = Math.min((int) Math.ceil((count + 1) * (1 - TAIL)) - 1, count - 1);
        var slack = count < FEW ? "2" : count < SOME ? "1.25" : "1";
        return rounded(
                paid.get(low).divide(new BigDecimal(slack), MathContext.DECIMAL64),
                paid.get(high).multiply(new BigDecimal(slack)));
    }

    /** Outwards, to what people can read. */
    static Estimate rounded(BigDecimal low, BigDecimal high) {
        return new Estimate(
                low.round(DOWN).stripTrailingZeros(), high.round(UP).stripTrailingZeros());
    }
}
