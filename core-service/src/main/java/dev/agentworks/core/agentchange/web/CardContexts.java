package dev.agentworks.core.agentchange.web;

import dev.agentworks.core.agentchange.web.CardContextResponse.LaneFacts;
import dev.agentworks.core.agentchange.web.CardContextResponse.NextLane;
import dev.agentworks.core.agentchange.web.CardContextResponse.ProjectFacts;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.web.CardResponse;
import dev.agentworks.core.comment.Comments;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.link.CardLinks;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Collects from the features what an agent gets to know of its card. */
@Component
class CardContexts {

    private final Cards rows;
    private final CardViews cards;
    private final Comments comments;
    private final CardLinks links;
    private final Boards boards;
    private final Gate gate;
    private final Projects projects;
    private final Documents documents;

    CardContexts(
            Cards rows,
            CardViews cards,
            Comments comments,
            CardLinks links,
            Boards boards,
            Gate gate,
            Projects projects,
            Documents documents) {
        this.rows = rows;
        this.cards = cards;
        this.comments = comments;
        this.links = links;
        this.boards = boards;
        this.gate = gate;
        this.projects = projects;
        this.documents = documents;
    }

    CardContextResponse of(CardId id) {
        var view = cards.of(id);
        var card = view.card();
        var parent = card.parentId();
        var lanes = boards.lanes(card.boardId());
        return new CardContextResponse(
                card.workspaceId(),
                ProjectFacts.of(projects.require(new ProjectId(card.projectId()))),
                CardResponse.of(view),
                parent == null ? null : CardResponse.of(cards.of(new CardId(parent))),
                cards.ancestors(id),
                cards.children(id).stream().map(CardResponse::of).toList(),
                comments.of(id),
                LaneFacts.of(lanes.get(card.lane()), card, gate.rule(card)),
                card.laneVisit(),
                documents.of(new ProjectId(card.projectId())),
                links.blockers(id),
                nextLane(card, lanes),
                null);
    }

    /** As much of it as decides what starts in the card's lane: nothing that agents read. */
    CardContextResponse brief(CardId id) {
        var card = rows.require(id);
        var lanes = boards.lanes(card.boardId());
        return new CardContextResponse(
                card.workspaceId(),
                ProjectFacts.of(projects.require(new ProjectId(card.projectId()))),
                CardResponse.of(card),
                null,
                List.of(),
                List.of(),
                List.of(),
                LaneFacts.of(lanes.get(card.lane()), card, gate.rule(card)),
                card.laneVisit(),
                List.of(),
                links.blockers(id),
                nextLane(card, lanes),
                null);
    }

    private @Nullable NextLane nextLane(CardRow card, List<LaneView> lanes) {
        var next = card.lane() + 1;
        return next < lanes.size() && lanes.get(next).rule().enforcedLimit() != null
                ? NextLane.whenFull(lanes.get(next), cards.countIn(lanes.get(next).id()))
                : null;
    }
}
