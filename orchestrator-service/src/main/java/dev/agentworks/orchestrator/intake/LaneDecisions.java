package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.card.CardEvent;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.LaneStart;
import dev.agentworks.orchestrator.lane.View;
import dev.agentworks.orchestrator.lane.Visits;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.orchestrator.stay.Stays;
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
    private final Visits visits;
    private final Stays stays;
    private final RunQueue queue;

    LaneDecisions(Inbox inbox, CardCursors cards, Visits visits, Stays stays, RunQueue queue) {
        this.inbox = inbox;
        this.cards = cards;
        this.visits = visits;
        this.stays = stays;
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
        var view = found == null ? new View.Unknown() : new View.Seen(LaneEngine.hold(found));
        var visit = visits.active(card).orElseThrow();
        stays.goOn(visit, view, Run.TriggerKind.AUTO, event.triggeredBy());
    }
}
