package dev.agentworks.orchestrator.stay;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.Stay;
import dev.agentworks.orchestrator.lane.View;
import dev.agentworks.orchestrator.lane.Visit;
import dev.agentworks.orchestrator.lane.Visits;
import dev.agentworks.orchestrator.run.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One look at a card: its agents are released or go on waiting, and core is told of a settled stay.
 */
@Component
class StayLook {

    /** Longer than a look takes; a process that was lost in one is stood in for after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Soon once more: what ended the waiting may have happened while it was decided on. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

    private final Core core;
    private final CardCursors cards;
    private final Visits visits;
    private final Stays stays;
    private final TransactionTemplate transaction;

    StayLook(
            Core core,
            CardCursors cards,
            Visits visits,
            Stays stays,
            TransactionTemplate transaction) {
        this.core = core;
        this.cards = cards;
        this.visits = visits;
        this.stays = stays;
        this.transaction = transaction;
    }

    void at(UUID card) {
        visits.take(card, PATIENCE)
                .ifPresent(visit -> {
                    var view = view(visit);
                    transaction.executeWithoutResult(_ -> goOn(visit, view));
                    visits.active(card).filter(Visit::isToBeTold).ifPresent(this::tell);
                });
    }

    private void goOn(Visit taken, View view) {
        cards.lock(taken.card(), taken.workspace(), taken.project());
        visits.active(taken.card())
                .filter(visit -> visit.number() == taken.number())
                .ifPresent(visit -> {
                    boolean news = stays.goOn(visit, view, Run.TriggerKind.SEQUENCE, "rule:lane");
                    visits.looked(taken, next(visit, news));
                });
    }

    private Optional<Duration> next(Visit visit, boolean news) {
        if (news) {
            return Optional.of(SOON);
        }
        return stays.isHeld(visit) || visit.isToBeTold()
                ? Optional.of(NOW_AND_THEN)
                : Optional.empty();
    }

    private View view(Visit visit) {
        return stays.isHeld(visit)
                ? core.context(visit.workspace(), visit.card())
                        .filter(context -> context.laneVisit() == visit.number())
                        .<View>map(StayLook::seen)
                        .orElse(new View.Unknown())
                : new View.Unknown();
    }

    private static View seen(CardContext context) {
        return new View.Seen(LaneEngine.hold(context));
    }

    private void tell(Visit visit) {
        core.settled(
                visit.workspace(),
                visit.card(),
                visit.number(),
                visit.settled() == Stay.Settled.COMPLETED);
        visits.told(visit);
    }
}
