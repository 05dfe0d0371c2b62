package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.card.CardEvent;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.HoldCheck;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.LaneStart;
import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.orchestrator.lanevisit.LaneVisitAdvancer;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.starter.inbox.Inbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The decision about a card, in one transaction: seen once, decided, runs queued, everything
 * announced.
 */
@Component
class LaneDecisions {

    static final String CONSUMER = "orchestrator.card-events";

    private final Inbox inbox;
    private final CardCursors cards;
    private final LaneVisits visits;
    private final LaneVisitAdvancer advancer;
    private final RunQueue queue;

    LaneDecisions(
            Inbox inbox,
            CardCursors cards,
            LaneVisits visits,
            LaneVisitAdvancer advancer,
            RunQueue queue) {
        this.inbox = inbox;
        this.cards = cards;
        this.visits = visits;
        this.advancer = advancer;
        this.queue = queue;
    }

    @Transactional
    public void decide(CardEvent event, Hint hint, @Nullable CardContext found) {
        if (!inbox.firstTime(CONSUMER, event.eventId())) {
            return;
        }
        var known = cards.lock(event.cardId(), event.workspaceId(), event.projectId());
        cards.seen(
                event.cardId(),
                found == null
                        ? event.cardVersion()
                        : Math.max(found.card().version(), event.cardVersion()));
        switch (LaneEngine.decide(known, hint, found)) {
            case LaneStart.Nothing _ -> {}
            case LaneStart.Gone _ -> {
                cards.gone(event.cardId());
                visits.leave(event.cardId());
                queue.supersede(event.cardId(), Integer.MAX_VALUE);
            }
            case LaneStart.Enter entry -> enter(event, entry, found);
        }
    }

    private void enter(CardEvent event, LaneStart.Enter entry, @Nullable CardContext found) {
        var card = event.cardId();
        cards.entered(card, entry.visit(), entry.lane());
        visits.enter(
                card,
                event.workspaceId(),
                event.projectId(),
                entry.visit(),
                entry.lane(),
                entry.ruleVersion(),
                entry.plan());
        queue.supersede(card, entry.visit());
        var check =
                found == null
                        ? new HoldCheck.Unknown()
                        : new HoldCheck.Known(LaneEngine.hold(found));
        var visit = visits.active(card).orElseThrow();
        advancer.advance(visit, check, RunTrigger.Kind.AUTO, event.triggeredBy());
    }
}
