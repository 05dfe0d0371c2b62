package dev.agentworks.router.execution;

import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What it means that a budget does not allow more. */
final class BudgetRefusal {
    static final String CODE = "budget-exceeded";

    private BudgetRefusal() {}

    /** For a call that has not begun. */
    static CallEnd.NotDispatched end(HoldOutcome.Refused refused) {
        return new CallEnd.NotDispatched(
                CallError.BUDGET_EXCEEDED, sentence(refused), 60, facts(refused));
    }

    /** For a call that is at work: what was delivered stays and is charged. */
    static VendorFailure failure(HoldOutcome.Refused refused) {
        return new VendorFailure(
                FailureClass.CANCELLED, sentence(refused), null, CODE, false, false);
    }

    static boolean isReasonOf(VendorFailure failure) {
        return CODE.equals(failure.vendorCode());
    }

    private static String sentence(HoldOutcome.Refused refused) {
        return "The budget of the %s has %s left of %s."
                .formatted(
                        refused.scope().name().toLowerCase(Locale.ROOT),
                        refused.remaining().stripTrailingZeros().toPlainString(),
                        refused.limit().stripTrailingZeros().toPlainString());
    }

    private static Map<String, Object> facts(HoldOutcome.Refused refused) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("scope", refused.scope().name().toLowerCase(Locale.ROOT));
        facts.put("scopeId", refused.id().toString());
        facts.put("limit", refused.limit().toPlainString());
        facts.put("remaining", refused.remaining().toPlainString());
        if (refused.resetAt() != null) {
            facts.put("resetAt", refused.resetAt().toString());
        }
        return facts;
    }
}
