package dev.agentworks.router.execution;

import dev.agentworks.router.budget.BudgetSettings;
import dev.agentworks.router.ledger.UsualOutput;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.rating.CostCalculator;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.Target;
import java.math.BigDecimal;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** Estimates what a call will cost its customer, before it begins. */
@Component
class CostEstimates {
    private final CostCalculator calculator;
    private final UsualOutput usual;
    private final BudgetSettings settings;

    CostEstimates(CostCalculator calculator, UsualOutput usual, BudgetSettings settings) {
        this.calculator = calculator;
        this.usual = usual;
        this.settings = settings;
    }

    /** Of the dearest target, so that a fallback finds its money held. */
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
        return calculator
                .rate(
                        target.model(),
                        null,
                        call.order().chat().options().service().tier(),
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
