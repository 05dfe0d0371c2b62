package dev.agentworks.core.card;

import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.HistoryEntry;
import dev.agentworks.core.board.BoardId;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.BoardFacts;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads cards as people and agents see them, a board with as many statements as a card. */
@Service
public class CardViews {

    static final Pattern KEY = Pattern.compile("([A-Z][A-Z0-9]{1,9})-(\\d{1,9})");

    private final CardQueries queries;
    private final LanePlaces places;
    private final CardActivities activities;
    private final BoardFacts facts;
    private final Gate gate;
    private final CardChildren children;
    private final Boards boards;
    private final Projects projects;

    CardViews(
            CardQueries queries,
            LanePlaces places,
            CardActivities activities,
            BoardFacts facts,
            Gate gate,
            CardChildren children,
            Boards boards,
            Projects projects) {
        this.queries = queries;
        this.places = places;
        this.activities = activities;
        this.facts = facts;
        this.gate = gate;
        this.children = children;
        this.boards = boards;
        this.projects = projects;
    }

    /** The card with its exit criterion judged, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public CardView of(CardId id) {
        return judged(require(id));
    }

    /** As {@link #of}, or the archived card, whose gate is not asked. */
    @Transactional(readOnly = true)
    public CardView any(CardId id) {
        return view(requireAny(id));
    }

    private CardView view(CardRow card) {
        return card.archivedAt() == null ? judged(card) : CardView.unjudged(card);
    }

    @Transactional(readOnly = true)
    public CardView judged(CardRow card) {
        return new CardView(card, gate.judge(card));
    }

    /**
     * A board as it is now.
     *
     * @param state another text whenever the board would be shown otherwise than before
     * @param content null when it was seen
     */
    public record BoardAnswer(String state, @Nullable BoardContent content) {}

    /**
     * The cards of a board.
     *
     * @param wipCounts how many of them count against the limit of each lane
     */
    public record BoardCards(List<CardView> cards, Map<UUID, Integer> wipCounts) {

        public BoardCards {
            cards = List.copyOf(cards);
            wipCounts = Map.copyOf(wipCounts);
        }
    }

    /**
     * A board with its lanes, and its cards without their long texts, each with its criterion
     * judged.
     */
    public record BoardContent(BoardView board, List<LaneView> lanes, BoardCards cards) {}

    /**
     * Reads a board.
     *
     * @param seen whether the one who asks has seen it in a state
     */
    @Transactional(readOnly = true)
    public BoardAnswer board(BoardId id, Predicate<String> seen) {
        var found = queries.boardState(id.value()).orElseThrow(() -> Access.notFound("board"));
        var board = found.board();
        var state = found.state() + "/" + facts.stateOf(board.projectId());
        return new BoardAnswer(
                state,
                seen.test(state) ? null : new BoardContent(board, boards.lanes(id), cards(board)));
    }

    private BoardCards cards(BoardView board) {
        var found = queries.ofBoard(board);
        var cards = found.cards();
        var verdicts = gate.judge(cards, Map.of(children, found.children()));
        var views = new ArrayList<CardView>(cards.size());
        for (var index = 0; index < cards.size(); index++) {
            views.add(new CardView(cards.get(index), verdicts.get(index)));
        }
        return new BoardCards(views, found.wipCounts());
    }

    @Transactional(readOnly = true)
    public List<CardRow> ofProject(ProjectId project) {
        projects.require(project);
        return queries.ofProject(project.value());
    }

    /**
     * Which cards are asked for: those to which all that is given applies.
     *
     * @param text what the title, the description or the key contains, in any case
     * @param archived the archived ones instead of those on the board
     */
    public record CardFilter(
            @Nullable Integer lane,
            @Nullable UUID assignee,
            @Nullable CardType type,
            @Nullable String label,
            @Nullable CardStatus status,
            @Nullable String text,
            boolean archived) {

        @Nullable String typeName() {
            return type == null ? null : type.name();
        }

        @Nullable String statusName() {
            return status == null ? null : status.name();
        }

        /** A pattern of texts that contain this one, whose own letters mean themselves. */
        @Nullable String pattern() {
            return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        }
    }

    /** The cards of a project that the filter names, by their numbers. */
    @Transactional(readOnly = true)
    public Page<CardRow> ofProject(ProjectId project, CardFilter filter, CursorRequest request) {
        projects.require(project);
        return request.pageOf(queries.ofProject(project.value(), filter, request), CardRow::number);
    }

    /** The card with this key, such as {@code APP-12}, archived or not. */
    @Transactional(readOnly = true)
    public CardView ofKey(WorkspaceId workspace, String key) {
        var parts = KEY.matcher(key.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw Access.notFound("card");
        }
        return view(
                queries.findAnyByKey(
                                workspace.value(), parts.group(1), Integer.parseInt(parts.group(2)))
                        .orElseThrow(() -> Access.notFound("card")));
    }

    /** The cards above this one, the nearest first. */
    @Transactional(readOnly = true)
    public List<UUID> ancestors(CardId card) {
        return queries.ancestors(card.value());
    }

    @Transactional(readOnly = true)
    public List<CardRow> children(CardId card) {
        return queries.children(card.value());
    }

    /** How many cards count against the lane's limit. */
    @Transactional(readOnly = true)
    public int countIn(UUID lane) {
        return places.count(lane);
    }

    /** What happened to the card, the newest first. */
    @Transactional(readOnly = true)
    public Page<HistoryEntry> history(CardId card, CursorRequest request) {
        requireAny(card);
        return activities.of(card.value(), request);
    }

    private CardRow requireAny(CardId id) {
        return queries.findAny(id.value()).orElseThrow(() -> Access.notFound("card"));
    }

    private CardRow require(CardId id) {
        return queries.find(id.value()).orElseThrow(() -> Access.notFound("card"));
    }
}
