package dev.agentworks.billing.usage;

import dev.agentworks.billing.money.Rating;
import dev.agentworks.billing.usage.CorrectionOutcome.AlreadyCorrected;
import dev.agentworks.billing.usage.CorrectionOutcome.Corrected;
import dev.agentworks.billing.usage.CorrectionOutcome.Unchanged;
import dev.agentworks.billing.usage.CorrectionOutcome.UnknownCall;
import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Corrects recorded calls. Nothing is edited: the call is taken back by a row below zero and stands
 * anew, both at the time of the call, in one transaction. The same correction twice is one.
 */
@Component
public class UsageCorrections {
    private static final UUID CORRECTIONS = UUID.fromString("0f6f2b1e-6a3e-4d0c-9f0b-3a5f4c1de201");
    private static final int PAGE = 500;

    private final RecordedCalls calls;
    private final UsageLedger ledger;

    UsageCorrections(RecordedCalls calls, UsageLedger ledger) {
        this.calls = calls;
        this.ledger = ledger;
    }

    /** Corrects one call. */
    public CorrectionOutcome correct(
            UUID workspace, String eventId, Correction correction, String reason) {
        if (calls.isCredited(workspace, eventId)) {
            return new AlreadyCorrected();
        }
        return calls.find(workspace, eventId)
                .map(call -> corrected(call, correction, reason))
                .orElseGet(UnknownCall::new);
    }

    /**
     * Rates the calls of a time with another markup; how many changed. Calls that had none cannot
     * be rated by it and stay as they are.
     */
    public int rate(UUID workspace, Instant from, Instant to, BigDecimal markup, String reason) {
        int changed = 0;
        var page = calls.uncorrected(workspace, from, to, null, PAGE);
        while (!page.isEmpty()) {
            for (var call : page) {
                if (call.markup().signum() > 0
                        && corrected(call, withMarkup(call, markup), reason) instanceof Corrected) {
                    changed++;
                }
            }
            page = calls.uncorrected(workspace, from, to, page.getLast().eventId(), PAGE);
        }
        return changed;
    }

    private CorrectionOutcome corrected(UsageEvent call, Correction correction, String reason) {
        if (call.cost().compareTo(correction.cost()) == 0
                && call.price().compareTo(correction.price()) == 0
                && call.markup().compareTo(correction.markup()) == 0) {
            return new Unchanged();
        }
        var replacement = replaced(call, correction);
        var reversal = reversed(call);
        var outcomes =
                ledger.recordAll(
                        List.of(
                                entry(reversal, -1, call, reason),
                                entry(replacement, 1, call, reason)));
        return switch (outcomes.getFirst()) {
            case RecordOutcome.Recorded _ ->
                    new Corrected(reversal.eventId(), replacement.eventId());
            case RecordOutcome.AlreadyRecorded _, RecordOutcome.Conflict _ ->
                    new AlreadyCorrected();
        };
    }

    private static UsageEntry entry(
            UsageEvent event, int quantity, UsageEvent corrects, String reason) {
        return new UsageEntry(
                event, PayloadHash.of(event), "", quantity, corrects.eventId(), reason);
    }

    // what was charged of a cut or failed call stays the same part of the whole
    private static Correction withMarkup(UsageEvent call, BigDecimal markup) {
        var price = Rating.price(call.price(), call.markup(), markup);
        return new Correction(call.cost(), price, markup, call.priceVersion());
    }

    private static UsageEvent reversed(UsageEvent call) {
        var usage = call.usage();
        return copy(
                call,
                id("reversal", call),
                new TokenUsage(
                        -usage.inputTokens(),
                        -usage.outputTokens(),
                        -usage.cachedInputTokens(),
                        -usage.cacheWriteTokens(),
                        -usage.reasoningTokens(),
                        -usage.totalTokens()),
                new Correction(
                        call.cost().negate(),
                        call.price().negate(),
                        call.markup(),
                        call.priceVersion()));
    }

    // one call has one reversal, and so one replacement
    private static UsageEvent replaced(UsageEvent call, Correction correction) {
        return copy(call, id("replacement", call), call.usage(), correction);
    }

    private static String id(String kind, UsageEvent call) {
        return Uuids.v5(CORRECTIONS, kind + "/" + call.eventId()).toString();
    }

    private static UsageEvent copy(
            UsageEvent call, String id, TokenUsage usage, Correction correction) {
        return new UsageEvent(
                id,
                call.workspaceId(),
                call.projectId(),
                call.cardId(),
                call.runId(),
                call.agentId(),
                call.provider(),
                call.model(),
                call.kind(),
                usage,
                correction.cost(),
                correction.price(),
                correction.markup(),
                correction.priceVersion(),
                call.byok(),
                call.outcome(),
                call.timestamp(),
                call.estimated(),
                call.apiKeyId(),
                call.lane(),
                call.laneVisit(),
                call.personId());
    }
}
