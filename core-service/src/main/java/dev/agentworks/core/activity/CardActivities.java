package dev.agentworks.core.activity;

import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records what happened to a card: in its history and as an event, with the change itself. */
@Service
public class CardActivities {

    private final CardHistory history;
    private final CardEvents events;
    private final ApplicationEventPublisher listeners;

    CardActivities(CardHistory history, CardEvents events, ApplicationEventPublisher listeners) {
        this.history = history;
        this.events = events;
        this.listeners = listeners;
    }

    /** Records a change of the card's own fields, which gave it a new version. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            CardEventType type,
            CardRef card,
            Actor actor,
            String action,
            Map<String, Change> changes,
            @Nullable String reason) {
        record(type, card, actor, action, changes, reason, true);
    }

    /**
     * As above.
     *
     * @param mayOpenGates whether a card that waits at its gate may go on by it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            CardEventType type,
            CardRef card,
            Actor actor,
            String action,
            Map<String, Change> changes,
            @Nullable String reason,
            boolean mayOpenGates) {
        history.record(card, actor, action, changes, reason);
        listeners.publishEvent(new CardHappened(card, actor, action, changes));
        events.publish(type, card, actor, changes, mayOpenGates);
    }

    /**
     * Records what happened beside the card's own fields, such as a comment, a link or the approval
     * of a document. The card's version stays: nobody's change of the card is stale for it.
     *
     * @param what names the happening among all of the card, so that it is published once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordBeside(
            CardRef card,
            Actor actor,
            String action,
            String what,
            Map<String, Change> changes,
            @Nullable String reason) {
        history.record(card, actor, action, changes, reason);
        listeners.publishEvent(new CardHappened(card, actor, action, changes));
        events.publishBeside(action + "/" + what, card, actor, changes);
    }

    /**
     * The statuses that this run led the card away from, if the present one is the run's: it may
     * give one of them back.
     */
    @Transactional(readOnly = true)
    public Set<String> statusesLeft(UUID card, Actor.Agent agent) {
        return history.statusesLeft(card, agent.runId());
    }

    /** What happened to the card, the newest first. */
    @Transactional(readOnly = true)
    public Page<HistoryEntry> of(UUID card, CursorRequest request) {
        return request.pageOf(
                history.of(card, request),
                entry -> new CursorRequest.Moment(entry.createdAt(), entry.id()));
    }
}
