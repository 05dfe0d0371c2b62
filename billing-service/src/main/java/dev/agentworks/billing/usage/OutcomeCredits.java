package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives the price of a run back that came to nothing: each charged call gets a row beside it that
 * takes its price away and leaves its cost, so that the customer pays nothing and the margin shows
 * it. A call is credited once, however often its run is; calls that come after are credited when it
 * is asked again.
 */
@Component
public class OutcomeCredits {
    private static final UUID CREDITS = UUID.fromString("5b0c1d6e-0c52-4d43-8a55-9f8f7b1f8e02");
    private static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, 0);

    private final RecordedCalls calls;
    private final UsageLedger ledger;

    OutcomeCredits(RecordedCalls calls, UsageLedger ledger) {
        this.calls = calls;
        this.ledger = ledger;
    }

    /** What was given back now. */
    public BigDecimal credit(UUID workspace, UUID run, String reason) {
        var charged = calls.chargedOf(workspace, run);
        if (charged.isEmpty()) {
            return BigDecimal.ZERO;
        }
        var outcomes = ledger.recordAll(charged.stream().map(call -> entry(call, reason)).toList());
        return credited(charged, outcomes);
    }

    // of two who credit at once each call counts for the one whose row it is
    private static BigDecimal credited(List<UsageEvent> charged, List<RecordOutcome> outcomes) {
        var sum = BigDecimal.ZERO;
        for (int i = 0; i < charged.size(); i++) {
            if (outcomes.get(i) instanceof RecordOutcome.Recorded) {
                sum = sum.add(charged.get(i).price());
            }
        }
        return sum;
    }

    private static UsageEntry entry(UsageEvent call, String reason) {
        var credit =
                new UsageEvent(
                        Uuids.v5(CREDITS, call.eventId()).toString(),
                        call.workspaceId(),
                        call.projectId(),
                        call.cardId(),
                        call.runId(),
                        call.agentId(),
                        call.provider(),
                        call.model(),
                        call.kind(),
                        NONE,
                        BigDecimal.ZERO,
                        call.price().negate(),
                        call.markup(),
                        call.priceVersion(),
                        call.byok(),
                        call.outcome(),
                        call.timestamp(),
                        call.estimated(),
                        call.apiKeyId(),
                        call.lane(),
                        call.laneVisit(),
                        call.personId());
        return new UsageEntry(credit, PayloadHash.of(credit), "", 0, call.eventId(), reason);
    }
}
