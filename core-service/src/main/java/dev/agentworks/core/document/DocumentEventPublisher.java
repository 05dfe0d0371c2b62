package dev.agentworks.core.document;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardNotes;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.ProjectTouched;
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
    private final CardNotes notes;
    private final ApplicationEventPublisher events;

    DocumentEventPublisher(
            DocumentQueries documents,
            Cards cards,
            CardNotes notes,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.cards = cards;
        this.notes = notes;
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
     * cards of the document, which are as many as the project has blueprints: it is noted on this
     * card only.
     */
    DocumentDetail publishNextDraft(
            CardView card, DocumentStatus before, DocumentId id, Actor actor) {
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
            List<CardView> concerned) {
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
        concerned.forEach(card -> notes.note(card, actor, action, what, changes, reason));
        events.publishEvent(
                new ProjectTouched(document.workspaceId().value(), document.projectId().value()));
    }
}
