package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.PatchField;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cards: make, find, change, review, archive. {@link CardMoves} moves them, {@link CardViews} reads
 * them for people.
 */
@Service
public class Cards {

    private final CardRepository cards;
    private final CardQueries queries;
    private final CardViews views;
    private final LanePlaces places;
    private final CardParents parents;
    private final StatusRules statuses;
    private final CardActivities activities;
    private final ApplicationEventPublisher events;
    private final CardSituations situations;
    private final Boards boards;
    private final Projects projects;
    private final Access access;
    private final Clock clock;

    Cards(
            CardRepository cards,
            CardQueries queries,
            CardViews views,
            LanePlaces places,
            CardParents parents,
            StatusRules statuses,
            CardActivities activities,
            ApplicationEventPublisher events,
            CardSituations situations,
            Boards boards,
            Projects projects,
            Access access,
            Clock clock) {
        this.cards = cards;
        this.queries = queries;
        this.views = views;
        this.places = places;
        this.parents = parents;
        this.statuses = statuses;
        this.activities = activities;
        this.events = events;
        this.situations = situations;
        this.boards = boards;
        this.projects = projects;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    public CardView create(ProjectId project, NewCard command, Actor actor) {
        return create(project, command, null, actor);
    }

    /** Draws the next number of the project for a card that may be made later. */
    @Transactional
    public int reserveNumber(ProjectId project) {
        return projects.nextCardNumber(project);
    }

    /**
     * As {@link #create(ProjectId, NewCard, Actor)}, with the identity that was reserved for it.
     */
    @Transactional
    public CardView create(
            ProjectId project, NewCard command, NewCard.@Nullable Reserved reserved, Actor actor) {
        var situation =
                situations
                        .ofCreation(project, personOf(actor), command.parentId())
                        .orElseThrow(() -> Access.notFound("project"));
        if (actor instanceof Actor.Person) {
            Access.require(situation.role(), Permission.WRITE, "project");
        }
        var lane = lane(situation.lanes(), command.lane());
        GateOverride.requireMayBeginIn(lane, command.override(), situation, actor);
        requireAssignee(command.assigneeId(), new WorkspaceId(situation.workspaceId()));
        StatusRules.requireFirst(command.status());
        CardParents.require(command, situation.parentType(), actor);
        // what an agent makes waits in its lane without filling it
        var madeByAgent = actor instanceof Actor.Agent;
        var limit = madeByAgent ? null : lane.rule().enforcedLimit();
        var number = number(project, lane, reserved, limit != null);
        var end = places.end(lane.id());
        LanePlaces.requireRoom(lane, limit, end);
        var card =
                cards.saveAndFlush(
                        new Card(
                                reserved == null ? CardId.next() : reserved.id(),
                                command,
                                lane,
                                number,
                                end.rank(),
                                madeByAgent,
                                clock.instant()));
        var row = card.row(situation.projectKey(), lane.number(), end.position());
        var changes = new HashMap<String, Change>();
        changes.put("laneId", new Change(null, lane.id()));
        changes.put("lane", new Change(null, lane.number()));
        changes.put("position", new Change(null, row.position()));
        if (row.assigneeId() != null) {
            changes.put("assignee", new Change(null, row.assigneeId()));
        }
        activities.record(
                CardEventType.CREATED,
                card.ref(),
                actor,
                "created",
                changes,
                command.override().reason(),
                command.parentId() != null);
        return views.judged(row);
    }

    /** Drawn first: its row lock also puts concurrent creations of a project in order. */
    private int number(
            ProjectId project, LaneView lane, NewCard.@Nullable Reserved reserved, boolean alone) {
        if (reserved == null) {
            return projects.nextCardNumber(project, lane.id(), alone);
        }
        places.share(lane.id());
        return reserved.number();
    }

    private static LaneView lane(List<LaneView> lanes, int number) {
        if (number < 0 || number >= lanes.size()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "There is no lane %d.".formatted(number))
                    .invalid("/lane", "must be the number of a lane, 0 to 10");
        }
        return lanes.get(number);
    }

    private static @Nullable UUID personOf(Actor actor) {
        return actor instanceof Actor.Person(var person) ? person : null;
    }

    /** The card, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public CardRow require(CardId id) {
        return queries.find(id.value()).orElseThrow(() -> Access.notFound("card"));
    }

    /** The card, archived or not, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public CardRow requireAny(CardId id) {
        return queries.findAny(id.value()).orElseThrow(() -> Access.notFound("card"));
    }

    /** The card by its id or its key, as agents name it. */
    @Transactional(readOnly = true)
    public CardRow require(WorkspaceId workspace, String idOrKey) {
        var key = CardViews.KEY.matcher(idOrKey);
        if (key.matches()) {
            return queries.findByKey(
                            workspace.value(), key.group(1), Integer.parseInt(key.group(2)))
                    .orElseThrow(() -> Access.notFound("card"));
        }
        try {
            return require(CardId.of(idOrKey));
        } catch (IllegalArgumentException _) {
            throw Access.notFound("card");
        }
    }

    /** The card, when the actor may write on it. */
    @Transactional(readOnly = true)
    public CardRow requireWritable(CardId id, Actor actor) {
        var card = require(id);
        allow(actor, new WorkspaceId(card.workspaceId()), "card");
        return card;
    }

    /** Those of the cards that are still there. */
    @Transactional(readOnly = true)
    public List<CardRow> all(List<UUID> ids) {
        return ids.isEmpty() ? List.of() : queries.all(ids);
    }

    /** Locks the card until the transaction ends: nobody else moves or changes it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CardRow> hold(CardId id) {
        return cards.hold(id).flatMap(card -> queries.find(id.value()));
    }

    @Transactional
    public CardView change(
            CardId id, CardChange command, @Nullable Long expectedVersion, Actor actor) {
        if (CardParents.touches(command)) {
            var project = queries.projectOf(id.value()).orElseThrow(() -> Access.notFound("card"));
            projects.lock(new ProjectId(project));
        }
        var card = load(id);
        var role = allow(actor, card.workspaceId(), "card");
        ETags.requireMatch(expectedVersion, card.version());
        var assignee = PatchField.valueOr(command.assigneeId(), null);
        requireAssignee(assignee == null ? null : new UserId(assignee), card.workspaceId());
        if (CardParents.touches(command)) {
            parents.require(card, command);
        }
        statuses.require(card, command, actor, role);
        save(card, card.change(command, clock.instant()), "updated", command.reason(), actor);
        return views.of(id);
    }

    /** An agent's run began: a card that nobody has begun yet is in progress from now on. */
    @Transactional
    public void begin(CardId id, Actor.Agent agent) {
        cards.hold(id)
                .ifPresent(card -> save(card, card.begin(clock.instant()), "updated", null, agent));
    }

    /**
     * A person approves or rejects the card in this visit.
     *
     * @param expectedVersion the one that the person looked at, when they say so
     */
    @Transactional
    public CardView review(
            CardId id,
            ReviewState verdict,
            @Nullable String note,
            @Nullable Long expectedVersion,
            Actor.Person person) {
        var card = load(id);
        allow(person, card.workspaceId(), "card");
        ETags.requireMatch(expectedVersion, card.version());
        var changes = card.review(verdict, clock.instant());
        save(card, changes, verdict.name().toLowerCase(Locale.ROOT), note, person);
        events.publishEvent(new CardReviewed(card.ref(), note, person));
        return views.of(id);
    }

    @Transactional
    public void archive(CardId id, @Nullable Long expectedVersion, Actor actor) {
        var card = load(id);
        allow(actor, card.workspaceId(), "card");
        ETags.requireMatch(expectedVersion, card.version());
        var changes = card.archive(clock.instant());
        cards.saveAndFlush(card);
        activities.record(CardEventType.DELETED, card.ref(), actor, "archived", changes, null);
    }

    /**
     * Puts an archived card back on its board, at the place it had.
     *
     * @throws ProblemException {@code card-not-archived}; {@code wip-limit-reached} when its lane
     *     enforces a limit and is full
     */
    @Transactional
    public CardView restore(CardId id, @Nullable Long expectedVersion, Actor.Person person) {
        var card = cards.holdAny(id).orElseThrow(() -> Access.notFound("card"));
        allow(person, card.workspaceId(), "card");
        ETags.requireMatch(expectedVersion, card.version());
        var row = requireAny(id);
        var lane = boards.lane(row.boardId(), row.lane()).orElseThrow();
        var changes = card.restore(lane, clock.instant());
        if (!places.hasRoom(lane)) {
            LanePlaces.requireRoom(lane, lane.rule().enforcedLimit(), places.end(lane.id()));
        }
        save(card, changes, "restored", null, person);
        return views.of(id);
    }

    /**
     * The card, locked: of two who change it at once the second one sees what the first one did.
     */
    private Card load(CardId id) {
        return cards.hold(id).orElseThrow(() -> Access.notFound("card"));
    }

    private void save(
            Card card,
            Map<String, Change> changes,
            String action,
            @Nullable String reason,
            Actor actor) {
        if (changes.isEmpty()) {
            return;
        }
        cards.saveAndFlush(card);
        activities.record(CardEventType.UPDATED, card.ref(), actor, action, changes, reason);
    }

    private void requireAssignee(@Nullable UserId assignee, WorkspaceId workspace) {
        if (assignee != null && access.role(assignee, workspace).isEmpty()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "The assignee is no member of the workspace.")
                    .invalid("/assigneeId", "must be a member of the workspace");
        }
    }

    /**
     * A person needs the right to write; an agent acts within the workspace to which the platform
     * bound the transaction.
     *
     * @return the person's role
     */
    private Optional<Role> allow(Actor actor, WorkspaceId workspace, String what) {
        return actor instanceof Actor.Person(var person)
                ? Optional.of(access.require(new UserId(person), workspace, Permission.WRITE, what))
                : Optional.empty();
    }
}
