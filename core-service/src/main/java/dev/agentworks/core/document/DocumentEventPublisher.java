package dev.agentworks.core.document;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.ProjectTouched;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes what happened to a document, on its cards and for its project's board. */
@Component
class DocumentEventPublisher {
    static final String WRITTEN = "document-written";
    static final String APPROVED = "document-approved";
    static final String REJECTED = "document-rejected";

    private final DocumentQueries documents;
    private final Cards cards;
    private final CardActivities activities;
    private final ApplicationEventPublisher events;

    DocumentEventPublisher(
            DocumentQueries documents,
            Cards cards,
            CardActivities activities,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.cards = cards;
        this.activities = activities;
        this.events = events;
    }

    /**
     * Publishes the action on every card of the document.
     *
     * @return the document as it is now
     */
    DocumentDetail publish(
            String action,
            @Nullable DocumentStatus before,
            DocumentId id,
            @Nullable String reason,
            Actor actor) {
        var document = documents.require(id);
        var linked = document.summary().cardIds().stream().map(CardId::value).toList();
        publish(action, before, document.summary(), reason, actor, cards.all(linked));
        return document;
    }

    /**
     * Publishes an agent's new version. One more version of a draft changes nothing for the other
     * cards that a person linked the document to: it is noted on this card only.
     */
    DocumentDetail publishNextDraft(
            CardRow card, DocumentStatus before, DocumentId id, Actor actor) {
        if (before != DocumentStatus.DRAFT) {
            return publish(WRITTEN, before, id, null, actor);
        }
        var document = documents.require(id);
        publish(WRITTEN, before, document.summary(), null, actor, List.of(card));
        return document;
    }

    private void publish(
            String action,
            @Nullable DocumentStatus before,
            DocumentSummary document,
            @Nullable String reason,
            Actor actor,
            List<CardRow> concerned) {
        // a version may be approved and rejected more than once: each is an event of its own
        var what = Uuids.v7().toString();
        var changes =
                Map.of(
                        "document",
                        new Change(null, document.id()),
                        "documentType",
                        new Change(null, document.type()),
                        "documentVersion",
                        new Change(null, document.version()),
                        "documentStatus",
                        new Change(before, document.status()));
        concerned.forEach(
                card -> activities.recordBeside(card.ref(), actor, action, what, changes, reason));
        events.publishEvent(
                new ProjectTouched(document.workspaceId().value(), document.projectId().value()));
    }
}
