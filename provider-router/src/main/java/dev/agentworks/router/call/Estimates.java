package dev.agentworks.router.call;

import dev.agentworks.router.budget.BudgetSettings;
import dev.agentworks.router.catalogue.Rating;
import dev.agentworks.router.ledger.UsualOutput;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.Target;
import java.math.BigDecimal;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** What a call may cost its customer before anybody knows. */
@Component
class Estimates {
    private final Rating rating;
    private final UsualOutput usual;
    private final BudgetSettings settings;

    Estimates(Rating rating, UsualOutput usual, BudgetSettings settings) {
        this.rating = rating;
        this.usual = usual;
        this.settings = settings;
    }

    /** Of whichever target is the dearest, so that a fallback finds its money held. */
    Estimate of(RunningCall call) {
        var order = call.order();
        // counted by characters, so some more is held than is likely
        long input = Requirements.of(order.chat()).inputTokens() * 5 / 4;
        return order.targets().stream()
                .map(target -> estimate(call, target, input))
                .max(Comparator.comparing(Estimate::amount))
                .orElseThrow();
    }

    private Estimate estimate(RunningCall call, Target target, long input) {
        long most = Math.min(call.order().chat().maxTokens(), target.model().maxOutputTokens());
        long expected =
                usual.of(call.order().origin().agentId(), target.modelName())
                        .orElse(settings.expectedOutput());
        long output = Math.min(most, expected);
        return new Estimate(
                output,
                most,
                price(call, target, tokens(target, input, output)),
                price(call, target, tokens(target, 0, output)));
    }

    // pictures cost more than words; what makes pictures may make nothing else
    private static Tokens tokens(Target target, long input, long output) {
        return Tokens.of(input, 0)
                .withOutput(output, 0, target.model().traits().makesImages() ? output : 0);
    }

    private BigDecimal price(RunningCall call, Target target, Tokens tokens) {
        return rating.rate(
                        target.model(),
                        null,
                        call.order().chat().options().serviceTier(),
                        tokens,
                        call.startedAt(),
                        call.order().origin().workspaceId())
                .price();
    }

    /**
     * An estimate.
     *
     * @param outputTokens that are believed to come
     * @param mostTokens that may come
     * @param amount of money
     * @param outputAmount the part of it for the output
     */
    record Estimate(
            long outputTokens, long mostTokens, BigDecimal amount, BigDecimal outputAmount) {}
}
