package dev.agentworks.core.comment;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardReviewed;
import dev.agentworks.core.card.Cards;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Comments on cards: add and read. */
@Service
public class Comments {

    private final CommentRepository comments;
    private final CommentQueries queries;
    private final Cards cards;
    private final CardActivities activities;
    private final Clock clock;

    Comments(
            CommentRepository comments,
            CommentQueries queries,
            Cards cards,
            CardActivities activities,
            Clock clock) {
        this.comments = comments;
        this.queries = queries;
        this.cards = cards;
        this.activities = activities;
        this.clock = clock;
    }

    @Transactional
    public CommentRow add(CardId card, NewComment command, Actor actor) {
        return add(CommentId.next(), card, command, actor);
    }

    /** As {@link #add(CardId, NewComment, Actor)}, under an id that is known already. */
    @Transactional
    public CommentRow add(CommentId id, CardId card, NewComment command, Actor actor) {
        return add(id, cards.requireWritable(card, actor).ref(), command, actor);
    }

    @Transactional(readOnly = true)
    public List<CommentRow> of(CardId card) {
        cards.require(card);
        return queries.of(card);
    }

    @Transactional(readOnly = true)
    public Page<CommentRow> of(CardId card, CursorRequest request) {
        cards.require(card);
        return request.pageOf(
                queries.of(card, request),
                comment -> new CursorRequest.Moment(comment.createdAt(), comment.id().value()));
    }

    /** The note of a review is a comment as well. */
    @EventListener
    void on(CardReviewed review) {
        var note = review.note();
        if (note != null && !note.isBlank()) {
            add(CommentId.next(), review.card(), NewComment.of(note), review.person());
        }
    }

    private CommentRow add(CommentId id, CardRef card, NewComment command, Actor actor) {
        var comment =
                comments.save(new Comment(id, card, command, actor.name(), clock.instant())).row();
        activities.recordBeside(
                card,
                actor,
                "commented",
                comment.id().toString(),
                Map.of("comment", new Change(null, comment.id())),
                null);
        return comment;
    }
}
