package dev.agentworks.core.comment;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardReviewed;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.MemberNames;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Comments on cards: add, read, change, delete. */
@Service
public class Comments {

    private final CommentRepository comments;
    private final CommentQueries queries;
    private final Mentions mentions;
    private final MemberNames names;
    private final Cards cards;
    private final Access access;
    private final CardActivities activities;
    private final Clock clock;

    Comments(
            CommentRepository comments,
            CommentQueries queries,
            Mentions mentions,
            MemberNames names,
            Cards cards,
            Access access,
            CardActivities activities,
            Clock clock) {
        this.comments = comments;
        this.queries = queries;
        this.mentions = mentions;
        this.names = names;
        this.cards = cards;
        this.access = access;
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

    /**
     * @param authors whose comments; everybody's when it is null
     */
    @Transactional(readOnly = true)
    public Page<CommentRow> of(CardId card, @Nullable Authors authors, CursorRequest request) {
        cards.requireAny(card);
        return request.pageOf(
                queries.of(card, authors, request),
                comment -> new CursorRequest.Moment(comment.createdAt(), comment.id().value()));
    }

    /**
     * A person says otherwise what they said.
     *
     * @throws ProblemException {@code forbidden} when somebody else said it
     */
    @Transactional
    public CommentRow edit(CardId card, CommentId id, String body, Actor.Person person) {
        var ref = cards.requireWritable(card, person).ref();
        var comment = require(card, id);
        if (!comment.isBy(person)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "A comment is changed by its author only.");
        }
        var before = comment.body();
        var mentionedBefore = comment.mentions();
        var text = mentions.mark(body, comment.workspaceId());
        if (comment.edit(text, clock.instant())) {
            comments.saveAndFlush(comment);
            var changes = new HashMap<String, Change>();
            changes.put("comment", new Change(id, id));
            changes.put("body", new Change(before, comment.body()));
            mention(comment, mentionedBefore, changes);
            activities.recordBeside(
                    ref, person, "comment-edited", Uuids.v7().toString(), changes, null);
        }
        return comment.row(names.named(comment.mentions()));
    }

    /**
     * Deletes a person's own comment, or anybody's for an admin. The history keeps that there was
     * one, not what it said.
     */
    @Transactional
    public void delete(CardId card, CommentId id, Actor.Person person) {
        var ref = cards.requireWritable(card, person).ref();
        var comment = require(card, id);
        if (!comment.isBy(person)) {
            access.require(
                    new UserId(person.id()), comment.workspaceId(), Permission.MANAGE, "card");
        }
        if (comments.remove(id) == 0) {
            throw Access.notFound("comment");
        }
        activities.recordBeside(
                ref,
                person,
                "comment-deleted",
                id.toString(),
                Map.of("comment", new Change(id, null)),
                null);
    }

    /** The note of a review is a comment as well. */
    @EventListener
    void on(CardReviewed review) {
        var note = review.note();
        if (note != null && !note.isBlank()) {
            add(CommentId.next(), review.card(), NewComment.of(note), review.person());
        }
    }

    private Comment require(CardId card, CommentId id) {
        return comments.find(card, id).orElseThrow(() -> Access.notFound("comment"));
    }

    private CommentRow add(CommentId id, CardRef card, NewComment command, Actor actor) {
        // an agent calls nobody: what it needs of people it asks for
        var text =
                actor instanceof Actor.Person
                        ? mentions.mark(command.body(), new WorkspaceId(card.workspaceId()))
                        : new Mentions.Marked(command.body(), List.of());
        var comment =
                comments.saveAndFlush(
                        new Comment(
                                id,
                                card,
                                text,
                                command.file(),
                                command.line(),
                                actor.name(),
                                clock.instant()));
        var changes = new HashMap<String, Change>();
        changes.put("comment", new Change(null, comment.getId()));
        mention(comment, List.of(), changes);
        activities.recordBeside(card, actor, "commented", id.toString(), changes, null);
        return comment.row(names.named(comment.mentions()));
    }

    /** Tells of those whom the comment names now and did not name before. */
    private static void mention(Comment comment, List<UUID> before, Map<String, Change> changes) {
        var named = comment.mentions().stream().filter(it -> !before.contains(it)).toList();
        if (!named.isEmpty()) {
            changes.put("mentioned", new Change(null, named));
        }
    }
}
