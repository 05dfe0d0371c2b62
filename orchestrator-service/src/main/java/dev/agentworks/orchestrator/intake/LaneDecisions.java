package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.card.CardEvent;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.LaneStart;
import dev.agentworks.orchestrator.run.NewRun;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.starter.inbox.Inbox;
import java.util.List;
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
    private final RunQueue queue;

    LaneDecisions(Inbox inbox, CardCursors cards, RunQueue queue) {
        this.inbox = inbox;
        this.cards = cards;
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
                queue.supersede(event.cardId(), Integer.MAX_VALUE);
            }
            case LaneStart.EnterQuietly(int visit, int lane, long rule) ->
                    enter(event, visit, lane, rule, List.of());
            case LaneStart.Enter(int visit, int lane, long rule, var sequence) -> {
                enter(event, visit, lane, rule, sequence);
                startFirst(event, visit, lane, sequence);
            }
        }
    }

    private void enter(CardEvent event, int visit, int lane, long rule, List<String> sequence) {
        queue.supersede(event.cardId(), visit);
        cards.enter(event.cardId(), event.workspaceId(), visit, lane, rule, sequence);
    }

    private void startFirst(CardEvent event, int visit, int lane, List<String> sequence) {
        if (sequence.isEmpty()) {
            return;
        }
        var agent = sequence.getFirst();
        queue.queue(
                new NewRun(
                        NewRun.laneTrigger(event.cardId(), visit, agent, 0),
                        event.workspaceId(),
                        event.projectId(),
                        event.cardId(),
                        lane,
                        visit,
                        0,
                        agent,
                        Run.TriggerKind.AUTO,
                        event.triggeredBy(),
                        null,
                        null));
    }
}
