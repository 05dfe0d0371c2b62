package dev.agentworks.orchestrator.lanevisit;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.HoldCheck;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneVisit;
import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.orchestrator.lane.VisitProgress;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks one card again: releases its agents or leaves them waiting, and tells core when the visit
 * is settled.
 */
@Component
class LaneVisitRecheck {

    /** Longer than a check takes; when a process is lost during one, another is due after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Soon once more: the reason for waiting may have ended during the decision. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

    private final Core core;
    private final CardCursors cards;
    private final LaneVisits visits;
    private final LaneVisitAdvancer advancer;
    private final TransactionTemplate transaction;

    LaneVisitRecheck(
            Core core,
            CardCursors cards,
            LaneVisits visits,
            LaneVisitAdvancer advancer,
            TransactionTemplate transaction) {
        this.core = core;
        this.cards = cards;
        this.visits = visits;
        this.advancer = advancer;
        this.transaction = transaction;
    }

    void recheck(UUID card) {
        visits.takeRecheck(card, PATIENCE)
                .ifPresent(visit -> {
                    var check = holdCheck(visit);
                    transaction.executeWithoutResult(_ -> advance(visit, check));
                    visits.active(card).filter(LaneVisit::isToBeReported).ifPresent(this::report);
                });
    }

    private void advance(LaneVisit taken, HoldCheck check) {
        cards.lock(taken.card(), taken.workspace(), taken.project());
        visits.active(taken.card())
                .filter(visit -> visit.number() == taken.number())
                .ifPresent(visit -> {
                    boolean newReason =
                            advancer.advance(visit, check, RunTrigger.Kind.SEQUENCE, "rule:lane");
                    visits.rechecked(taken, next(visit, newReason));
                });
    }

    private Optional<Duration> next(LaneVisit visit, boolean newReason) {
        if (newReason) {
            return Optional.of(SOON);
        }
        return advancer.isHeld(visit) || visit.isToBeReported()
                ? Optional.of(NOW_AND_THEN)
                : Optional.empty();
    }

    private HoldCheck holdCheck(LaneVisit visit) {
        return advancer.isHeld(visit)
                ? core.brief(visit.workspace(), visit.card())
                        .filter(context -> context.laneVisit() == visit.number())
                        .<HoldCheck>map(LaneVisitRecheck::known)
                        .orElse(new HoldCheck.Unknown())
                : new HoldCheck.Unknown();
    }

    private static HoldCheck known(CardContext context) {
        return new HoldCheck.Known(LaneEngine.hold(context));
    }

    private void report(LaneVisit visit) {
        core.settled(
                visit.workspace(),
                visit.card(),
                visit.number(),
                visit.settled() == VisitProgress.Settled.COMPLETED);
        visits.reported(visit);
    }
}
