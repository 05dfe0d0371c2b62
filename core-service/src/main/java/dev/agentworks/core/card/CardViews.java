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
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads cards as people and agents see them, a board with as many statements as a card. */
@Service
public class CardViews {

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

    /** The cards of a project by their numbers. */
    @Transactional(readOnly = true)
    public Page<CardRow> ofProject(ProjectId project, CursorRequest request) {
        projects.require(project);
        return request.pageOf(queries.ofProject(project.value(), request), CardRow::number);
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
        require(card);
        return activities.of(card.value(), request);
    }

    private CardRow require(CardId id) {
        return queries.find(id.value()).orElseThrow(() -> Access.notFound("card"));
    }
}
