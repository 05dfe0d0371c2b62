package dev.agentworks.router.call;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.budget.Spender;
import org.springframework.stereotype.Component;

/** Holds the money of a call before it begins. */
@Component
class Funding {
    private final BudgetGate gate;
    private final Estimates estimates;
    private final Payers payers;

    Funding(BudgetGate gate, Estimates estimates, Payers payers) {
        this.gate = gate;
        this.payers = payers;
        this.estimates = estimates;
    }

    HoldOutcome hold(RunningCall call) {
        if (payers.isOwn(call.order())) {
            return new HoldOutcome.Unlimited();
        }
        var spender = spender(call.order());
        if (gate.isUnlimited(spender)) {
            return new HoldOutcome.Unlimited();
        }
        var estimate = estimates.of(call);
        var outcome = gate.hold(call.key(), spender, estimate.amount());
        if (outcome instanceof HoldOutcome.Held) {
            call.fund(new Funds(gate, call.key(), estimate));
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
