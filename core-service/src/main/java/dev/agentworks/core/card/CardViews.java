package dev.agentworks.core.card;

import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.HistoryEntry;
import dev.agentworks.core.board.BoardId;
import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.gate.BoardFacts;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.util.List;
import java.util.UUID;
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
    private final Projects projects;

    CardViews(
            CardQueries queries,
            LanePlaces places,
            CardActivities activities,
            BoardFacts facts,
            Gate gate,
            Projects projects) {
        this.queries = queries;
        this.places = places;
        this.activities = activities;
        this.facts = facts;
        this.gate = gate;
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

    /** All cards of a board without their long texts, each with its criterion judged. */
    @Transactional(readOnly = true)
    public BoardCards ofBoard(BoardId board) {
        var found = queries.ofBoard(board.value());
        var verdicts = gate.judge(found);
        return new BoardCards(
                found.stream().map(card -> new CardView(card, verdicts.get(card.id()))).toList(),
                places.counts(board.value()));
    }

    /** Another text whenever the board would be shown otherwise than before. */
    @Transactional(readOnly = true)
    public String stateOf(BoardView board) {
        return queries.stateOf(board.id()) + "/" + facts.stateOf(board.projectId());
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
