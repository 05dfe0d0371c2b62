package dev.agentworks.router.rating;

import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Decides what a response costs us, and how much of it the customer pays. */
@Component
public class CallRating {
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(12);

    private final CostCalculator calculator;

    CallRating(CostCalculator calculator) {
        this.calculator = calculator;
    }

    /** What an attempt costs us that was not the last one. */
    public BigDecimal cost(RatingRequest request) {
        return request.byok() ? BigDecimal.ZERO : rate(request, request.response().tokens()).cost();
    }

    /** What the call costs whose last attempt brought this response. */
    public CallCharge charge(RatingRequest request) {
        var response = request.response();
        var full = rate(request, response.tokens());
        if (request.byok() || request.givenAway()) {
            return with(full, NOTHING, NOTHING);
        }
        boolean all = request.charged().equals(response.tokens());
        boolean failed = response.failure() != null && !response.isPartial();
        var charged = failed ? full.free() : all ? full : rate(request, request.charged());
        // what was delivered of a longer response is counted by us
        return withEarlier(
                request,
                new CallCharge(
                        full.cost(),
                        charged.price(),
                        full.markup(),
                        full.priceVersion(),
                        full.exact() && all));
    }

    /**
     * Whether something was estimated: the tokens, because the vendor did not count them, or the
     * rates, because the price table does not have those of the model that answered.
     */
    public static boolean isEstimated(ModelResponse response, CallCharge charge, boolean byok) {
        boolean counted =
                switch (response.usageSource()) {
                    case NONE, PROVIDER -> true;
                    case PARTIAL, ESTIMATED -> response.tokens().total() == 0;
                };
        return !counted || (!byok && !charge.exact());
    }

    private CallCharge rate(RatingRequest request, Tokens tokens) {
        return calculator.rate(
                request.asked(),
                request.response().model(),
                request.response().serviceTier(),
                tokens,
                request.startedAt(),
                request.workspaceId());
    }

    // what failed attempts cost is ours, never the customer's
    private static CallCharge withEarlier(RatingRequest request, CallCharge charge) {
        return request.spentBefore().signum() == 0
                ? charge
                : with(charge, charge.cost().add(request.spentBefore()), charge.price());
    }

    private static CallCharge with(CallCharge charge, BigDecimal cost, BigDecimal price) {
        return new CallCharge(cost, price, charge.markup(), charge.priceVersion(), charge.exact());
    }
}
