package dev.agentworks.core.lanevisit;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardMoves;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.rank.MoveTransaction;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Decides whether a card goes on by the rule of its lane, and lets {@link CardMoves} move it: once
 * a visit, because the card is locked while it is judged, and a move begins another visit.
 */
@Service
class AutoAdvance {

    private static final Actor.Rule RULE = new Actor.Rule("auto-advance");

    private final Cards cards;
    private final CardMoves moves;
    private final LaneVisitTable visits;
    private final Gate gate;
    private final Boards boards;
    private final MoveTransaction transaction;

    AutoAdvance(
            Cards cards,
            CardMoves moves,
            LaneVisitTable visits,
            Gate gate,
            Boards boards,
            MoveTransaction transaction) {
        this.cards = cards;
        this.moves = moves;
        this.visits = visits;
        this.gate = gate;
        this.boards = boards;
        this.transaction = transaction;
    }

    /** Moves the card when all holds that the rule asks for; else says what is missing. */
    List<String> judge(CardId card) {
        return transaction.execute(() -> cards.hold(card).map(this::judge).orElseGet(List::of));
    }

    /** As {@link #judge(CardId)}, for a card that the transaction has locked. */
    List<String> judge(CardRow card) {
        var missing = missing(card);
        var next = boards.lane(card.boardId(), card.lane() + 1);
        if (next.isEmpty() || !missing.isEmpty() || !gate.rule(card).autoAdvance()) {
            return missing;
        }
        if (moves.advance(card, next.get(), RULE).isEmpty()) {
            return List.of(full(next.get()));
        }
        visits.advanced(card.id(), card.laneVisit());
        return List.of();
    }

    private List<String> missing(CardRow card) {
        var missing = new ArrayList<String>();
        var visit = visits.of(card.id());
        if (visit.settled() != card.laneVisit() || !visit.completed()) {
            missing.add("the completion of every run of this stay");
        }
        card.runs().stream()
                .filter(run -> !run.ended())
                .map(run ->
                        "the end of the run of %s, which is %s"
                                .formatted(run.agentId(), run.status()))
                .forEach(missing::add);
        missing.addAll(gate.judge(card).missing());
        return missing;
    }

    private static String full(LaneView lane) {
        return "a place in %s, which holds at most %d cards"
                .formatted(lane.name(), lane.rule().enforcedLimit());
    }
}
