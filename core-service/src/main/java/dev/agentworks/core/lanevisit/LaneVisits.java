package dev.agentworks.core.lanevisit;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.rank.MoveTransaction;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Service;

/** Notes that a card's visit of a lane is over, and lets the rule decide what follows. */
@Service
public class LaneVisits {

    private final Cards cards;
    private final LaneVisitTable table;
    private final AutoAdvance advance;
    private final MoveTransaction transaction;

    LaneVisits(
            Cards cards, LaneVisitTable table, AutoAdvance advance, MoveTransaction transaction) {
        this.cards = cards;
        this.table = table;
        this.advance = advance;
        this.transaction = transaction;
    }

    /**
     * Where the card stands now.
     *
     * @param advanced whether the rule moved the card on at the end of the visit asked about
     * @param missing what keeps it from being moved on, as long as it is in that visit
     */
    public record Settled(int lane, int laneVisit, boolean advanced, List<String> missing) {

        public Settled {
            missing = List.copyOf(missing);
        }
    }

    /**
     * Notes that every run of the visit is over; for a visit that the card has left already it only
     * answers.
     *
     * @param completed false when one of the runs failed or was cancelled
     */
    public Settled settle(CardId card, int visit, boolean completed) {
        return transaction.execute(() -> {
            var held = cards.hold(card).orElseThrow(() -> Access.notFound("card"));
            var missing = note(held, visit, completed) ? advance.judge(held) : List.<String>of();
            return answer(card, visit, missing);
        });
    }

    /** Whether the card is still in this visit. */
    private boolean note(CardRow card, int visit, boolean completed) {
        if (visit > card.laneVisit()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "The card is in its stay %d only.".formatted(card.laneVisit()))
                    .invalid("/laneVisit", "must be a stay that began");
        }
        if (visit < card.laneVisit()) {
            return false;
        }
        table.settle(card.id(), visit, completed);
        return true;
    }

    private Settled answer(CardId id, int visit, List<String> missing) {
        var card = cards.require(id);
        return new Settled(
                card.lane(), card.laneVisit(), table.of(card.id()).advanced() == visit, missing);
    }
}
