package dev.agentworks.core.document;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.card.CardNotes;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.ProjectTouched;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells cards and boards what happened to a document. */
@Component
class DocumentNews {
    static final String WRITTEN = "document-written";
    static final String APPROVED = "document-approved";
    static final String REJECTED = "document-rejected";

    private final DocumentTable table;
    private final Cards cards;
    private final CardNotes notes;
    private final ApplicationEventPublisher events;

    DocumentNews(
            DocumentTable table, Cards cards, CardNotes notes, ApplicationEventPublisher events) {
        this.table = table;
        this.cards = cards;
        this.notes = notes;
        this.events = events;
    }

    /** Tells the cards of the document, and all who wait for one in its project. */
    DocumentView told(
            String action,
            @Nullable DocumentStatus before,
            UUID id,
            @Nullable String reason,
            Actor actor) {
        var document = table.require(id);
        return told(action, before, document, reason, actor, cards.all(document.cardIds()));
    }

    // one more version of a draft changes nothing for the other cards of the document, which are as
    // many as the project has blueprints: they hear of it when it is judged, or a draft again
    DocumentView written(CardView card, DocumentView before, Actor actor) {
        return before.status() == DocumentStatus.DRAFT
                ? told(
                        WRITTEN,
                        before.status(),
                        table.require(before.id()),
                        null,
                        actor,
                        List.of(card))
                : told(WRITTEN, before.status(), before.id(), null, actor);
    }

    private DocumentView told(
            String action,
            @Nullable DocumentStatus before,
            DocumentView document,
            @Nullable String reason,
            Actor actor,
            List<CardView> concerned) {
        // a version may be approved and rejected more than once: each is another happening
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
        events.publishEvent(new ProjectTouched(document.workspaceId(), document.projectId()));
        return document;
    }
}
