package dev.agentworks.router.execution;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.budget.Spender;
import dev.agentworks.router.routing.ByokPolicy;
import org.springframework.stereotype.Component;

/** Holds money of the budgets for a call before it begins. */
@Component
class BudgetGuard {
    private final BudgetGate gate;
    private final CostEstimates estimates;
    private final ByokPolicy byok;

    BudgetGuard(BudgetGate gate, CostEstimates estimates, ByokPolicy byok) {
        this.gate = gate;
        this.byok = byok;
        this.estimates = estimates;
    }

    HoldOutcome hold(RunningCall call) {
        if (byok.paysItself(call.order().origin().workspaceId(), call.order().targets())) {
            return new HoldOutcome.Unlimited();
        }
        var spender = spender(call.order());
        if (gate.isUnlimited(spender)) {
            return new HoldOutcome.Unlimited();
        }
        var estimate = estimates.of(call);
        var outcome = gate.hold(call.key(), spender, estimate.amount());
        if (outcome instanceof HoldOutcome.Held) {
            call.hold(new BudgetHold(gate, call.key(), estimate));
        }
        return outcome;
    }

    static Spender spender(CallOrder order) {
        var origin = order.origin();
        return new Spender(
                origin.workspaceId(),
                origin.projectId(),
                origin.cardId(),
                origin.runId(),
                order.limits().card(),
                order.limits().run());
    }
}
