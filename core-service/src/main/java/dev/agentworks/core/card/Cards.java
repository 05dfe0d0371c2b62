package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.PatchField;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cards: create, change, review, archive, read. Moves have their own door, {@link CardMoves}. */
@Service
public class Cards {

    private static final Pattern KEY = Pattern.compile("([A-Z][A-Z0-9]{1,9})-(\\d{1,9})");

    private static final Set<CardStatus> BEFORE_WORK =
            EnumSet.of(CardStatus.DRAFT, CardStatus.READY);

    private final CardTable table;
    private final CardPlaces places;
    private final CardQueries queries;
    private final CardHistory history;
    private final CardNotes notes;
    private final BoardFacts beside;
    private final CardAnnouncements announcements;
    private final Gate gate;
    private final Boards boards;
    private final Projects projects;
    private final Access access;
    private final JdbcClient jdbc;
    private final Clock clock;

    Cards(
            CardTable table,
            CardPlaces places,
            CardQueries queries,
            CardHistory history,
            CardNotes notes,
            BoardFacts beside,
            CardAnnouncements announcements,
            Gate gate,
            Boards boards,
            Projects projects,
            Access access,
            JdbcClient jdbc,
            Clock clock) {
        this.table = table;
        this.places = places;
        this.queries = queries;
        this.history = history;
        this.notes = notes;
        this.beside = beside;
        this.announcements = announcements;
        this.gate = gate;
        this.boards = boards;
        this.projects = projects;
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public CardView create(UUID project, NewCard wish, Actor actor) {
        var board = projects.require(project);
        allow(actor, board.workspaceId(), Permission.WRITE, "project");
        var lane =
                boards.lane(board.boardId(), wish.lane())
                        .orElseThrow(() ->
                                new ProblemException(
                                                CommonError.INVALID_REQUEST,
                                                "There is no lane %d.".formatted(wish.lane()))
                                        .invalid("/lane", "must be the number of a lane, 0 to 10"));
        var parent = wish.parentId();
        if (parent != null
                && queries.find(parent).filter(it -> it.projectId().equals(project)).isEmpty()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The parent is no card of this project.")
                    .invalid("/parentId", "must be a card of the same project");
        }
        var id = Uuids.v7();
        // The number is drawn first: its row lock also puts concurrent creations of a project in
        // order.
        var number = projects.nextCardNumber(project);
        requireRoom(lane);
        table.insert(
                id, lane, number, Rank.between(table.lastRank(lane.id()).orElse(null), null), wish);
        var card = require(id);
        var changes = new HashMap<String, Change>();
        changes.put("laneId", new Change(null, lane.id()));
        changes.put("lane", new Change(null, lane.number()));
        changes.put("position", new Change(null, card.position()));
        history.record(card, actor, "created", changes, null);
        announcements.announce(CardEventType.CREATED, card, actor, changes);
        return card;
    }

    /** The card with its exit criterion judged, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public CardView require(UUID id) {
        var card = queries.find(id).orElseThrow(() -> Access.notFound("card"));
        return card.with(gate.judge(card));
    }

    /** The card by its id or its key, as agents name it. */
    @Transactional(readOnly = true)
    public CardView require(UUID workspace, String idOrKey) {
        var key = KEY.matcher(idOrKey);
        if (key.matches()) {
            return queries.findByKey(workspace, key.group(1), Integer.parseInt(key.group(2)))
                    .map(card -> card.with(gate.judge(card)))
                    .orElseThrow(() -> Access.notFound("card"));
        }
        try {
            return require(UUID.fromString(idOrKey));
        } catch (IllegalArgumentException _) {
            throw Access.notFound("card");
        }
    }

    /** All cards of a board without their long texts, each with its criterion judged. */
    @Transactional(readOnly = true)
    public List<CardView> ofBoard(UUID board) {
        var found = queries.ofBoard(board);
        var verdicts = gate.judge(found);
        return found.stream().map(card -> card.with(verdicts.get(card.id()))).toList();
    }

    /** Another text whenever the board would be shown otherwise than before. */
    @Transactional(readOnly = true)
    public String stateOf(BoardView board) {
        return queries.stateOf(board.id()) + "/" + beside.stateOf(board.projectId());
    }

    @Transactional(readOnly = true)
    public List<CardView> ofProject(UUID project) {
        projects.require(project);
        return queries.ofProject(project);
    }

    /** The cards of a project by their numbers. */
    @Transactional(readOnly = true)
    public Page<CardView> ofProject(UUID project, CursorRequest request) {
        projects.require(project);
        return request.pageOf(queries.ofProject(project, request), CardView::number);
    }

    @Transactional(readOnly = true)
    public List<CardView> children(UUID card) {
        return queries.children(card);
    }

    /** Those of the cards that are still there. */
    @Transactional(readOnly = true)
    public List<CardView> all(List<UUID> ids) {
        return ids.isEmpty() ? List.of() : queries.all(ids);
    }

    @Transactional(readOnly = true)
    public int countIn(UUID lane) {
        return queries.countInLane(lane);
    }

    /** The children of many cards, by their parent. */
    @Transactional(readOnly = true)
    public Map<UUID, List<CardChild>> childrenOf(List<CardView> parents) {
        return queries.childrenOf(parents);
    }

    @Transactional
    public CardView change(UUID id, CardChange wish, @Nullable Long expectedVersion, Actor actor) {
        var card = require(id);
        allow(actor, card.workspaceId(), Permission.WRITE, "card");
        ETags.requireMatch(expectedVersion, card.version());
        var assignee = PatchField.valueOr(wish.assigneeId(), null);
        if (assignee != null && access.role(assignee, card.workspaceId()).isEmpty()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "The assignee is no member of the workspace.")
                    .invalid("/assigneeId", "must be a member of the workspace");
        }
        return save(card, CardChanges.applied(card, wish), "updated", null, actor);
    }

    /** An agent's run began: a card that nobody has begun yet is in progress from now on. */
    @Transactional
    void begin(UUID id, Actor.Agent agent) {
        queries.hold(id)
                .filter(it -> BEFORE_WORK.contains(it.status()))
                .ifPresent(card ->
                        save(
                                card,
                                CardChanges.applied(
                                        card, CardChange.status(CardStatus.IN_PROGRESS)),
                                "updated",
                                null,
                                agent));
    }

    /** A person's word on the card in this visit. */
    @Transactional
    public CardView review(
            UUID id, ReviewState verdict, @Nullable String note, Actor.Person person) {
        var card = require(id);
        allow(person, card.workspaceId(), Permission.WRITE, "card");
        if (card.reviewState() == verdict) {
            throw new ProblemException(
                    CardError.ALREADY_REVIEWED,
                    "The card is %s already."
                            .formatted(verdict.name().toLowerCase(java.util.Locale.ROOT)));
        }
        var saved =
                save(
                        card,
                        CardChanges.reviewed(card, verdict),
                        verdict.name().toLowerCase(java.util.Locale.ROOT),
                        note,
                        person);
        if (note != null && !note.isBlank()) {
            comment(id, note, null, null, person);
        }
        return saved;
    }

    @Transactional
    public void archive(UUID id, @Nullable Long expectedVersion, Actor actor) {
        var card = require(id);
        allow(actor, card.workspaceId(), Permission.WRITE, "card");
        ETags.requireMatch(expectedVersion, card.version());
        if (!table.archive(card)) {
            throw new ProblemException(
                    CommonError.VERSION_CONFLICT, "The card was changed; read it again.");
        }
        history.record(card, actor, "archived", Map.of(), null);
        announcements.announce(CardEventType.DELETED, card.next(), actor, Map.of());
    }

    @Transactional
    public CommentView comment(
            UUID id, String body, @Nullable String file, @Nullable Integer line, Actor actor) {
        var card = require(id);
        allow(actor, card.workspaceId(), Permission.WRITE, "card");
        var comment = new CommentView(Uuids.v7(), actor.name(), body, file, line, clock.instant());
        jdbc.sql(
                        "insert into card_comment (id, workspace_id, card_id, author, body, file, line, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(comment.id())
                .param(card.workspaceId())
                .param(id)
                .param(comment.author())
                .param(body)
                .param(file)
                .param(line)
                .param(Timestamp.from(comment.createdAt()))
                .update();
        notes.note(
                card,
                actor,
                "commented",
                comment.id().toString(),
                Map.of("comment", new Change(null, comment.id())),
                null);
        return comment;
    }

    @Transactional(readOnly = true)
    public List<CommentView> comments(UUID id) {
        require(id);
        return queries.comments(id);
    }

    /** The comments from the first one on. */
    @Transactional(readOnly = true)
    public Page<CommentView> comments(UUID id, CursorRequest request) {
        require(id);
        return request.pageOf(
                queries.comments(id, request),
                comment -> new CursorRequest.Moment(comment.createdAt(), comment.id()));
    }

    /** What happened to the card, the newest first. */
    @Transactional(readOnly = true)
    public Page<HistoryView> history(UUID id, CursorRequest request) {
        require(id);
        return request.pageOf(
                history.of(id, request),
                entry -> new CursorRequest.Moment(entry.createdAt(), entry.id()));
    }

    private CardView save(
            CardView card, CardView changed, String action, @Nullable String reason, Actor actor) {
        var changes = CardChanges.between(card, changed);
        if (changes.isEmpty()) {
            return card;
        }
        if (!table.change(card, changed)) {
            throw new ProblemException(
                    CommonError.VERSION_CONFLICT, "The card was changed; read it again.");
        }
        var saved = require(card.id());
        history.record(saved, actor, action, changes, reason);
        announcements.announce(CardEventType.UPDATED, saved, actor, changes);
        return saved;
    }

    private void requireRoom(LaneView lane) {
        var limit = lane.rule().enforcedLimit();
        if (!places.hasRoom(lane) && limit != null) {
            throw new ProblemException(
                            CardError.WIP_LIMIT_REACHED,
                            "No card was made: %s holds at most %d cards and is full. It takes more when a card leaves it."
                                    .formatted(lane.name(), limit))
                    .with("lane", lane.number())
                    .with("limit", limit);
        }
    }

    /**
     * A person needs the right; an agent acts within the workspace to which the platform bound the
     * transaction.
     */
    private void allow(Actor actor, UUID workspace, Permission permission, String what) {
        if (actor instanceof Actor.Person(var person)) {
            access.require(person, workspace, permission, what);
        }
    }
}
