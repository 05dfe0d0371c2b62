package dev.agentworks.core.activity;

import dev.agentworks.core.feed.FeedEvent;
import dev.agentworks.core.feed.WorkspaceFeeds;
import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.card.CardEvent;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what happened to a card, in the transaction in which it happened: to the other services
 * and in the live feed of its workspace.
 */
@Component
class CardEvents {

    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final WorkspaceFeeds feeds;

    CardEvents(
            Outbox outbox,
            JsonMapper json,
            Clock clock,
            ApplicationEventPublisher events,
            WorkspaceFeeds feeds) {
        this.events = events;
        this.feeds = feeds;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** Publishes a new version of the card. */
    void publish(
            CardEventType type,
            CardRef card,
            Actor actor,
            Map<String, Change> changes,
            boolean mayOpenGates) {
        // Made from card, kind and version: the same change published twice is one event.
        publish(
                Uuids.v5(card.id(), type.wireName() + "/" + card.version()).toString(),
                type,
                card,
                actor,
                changes,
                mayOpenGates);
    }

    /** Publishes what happened beside the card's own fields, named by what happened. */
    void publishBeside(String what, CardRef card, Actor actor, Map<String, Change> changes) {
        publish(
                Uuids.v5(card.id(), what).toString(),
                CardEventType.UPDATED,
                card,
                actor,
                changes,
                true);
    }

    private void publish(
            String id,
            CardEventType type,
            CardRef card,
            Actor actor,
            Map<String, Change> changes,
            boolean mayOpenGates) {
        if (mayOpenGates) {
            events.publishEvent(new ProjectTouched(card.workspaceId(), card.projectId()));
        }
        var event =
                new CardEvent(
                        id,
                        type,
                        card.id(),
                        card.workspaceId(),
                        card.projectId(),
                        card.boardId(),
                        card.version(),
                        changes,
                        actor.name(),
                        actor.run(),
                        clock.instant());
        var written = json.writeValueAsString(event);
        // before the feed, whose counter stays locked from its statement to the commit
        outbox.append(
                new OutgoingMessage(
                        id,
                        Topics.CARD_EVENTS,
                        card.id().toString(),
                        MessageAttributes.of(type.wireName(), card.workspaceId()),
                        written));
        feeds.append(new FeedEvent(card.workspaceId(), id, "card." + type.wireName(), written));
    }
}
