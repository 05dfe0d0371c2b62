package dev.agentworks.core.card;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Hears that a stay of a card in a lane is over, and lets the rule decide what follows. */
@Service
public class Stays {

    private final CardQueries queries;
    private final StayTable table;
    private final AutoAdvance advance;
    private final TransactionTemplate transaction;

    Stays(
            CardQueries queries,
            StayTable table,
            AutoAdvance advance,
            TransactionTemplate transaction) {
        this.queries = queries;
        this.table = table;
        this.advance = advance;
        this.transaction = transaction;
    }

    /**
     * Where the card stands now.
     *
     * @param advanced whether the rule moved the card on at the end of the stay asked about
     * @param missing what keeps it from being moved on, as long as it is in that stay
     */
    public record Settled(int lane, int laneVisit, boolean advanced, List<String> missing) {

        public Settled {
            missing = List.copyOf(missing);
        }
    }

    /**
     * Notes that every run of the stay is over; a stay that the card has left already is only
     * answered.
     *
     * @param completed false when one of the runs failed or was cancelled
     */
    public Settled settled(UUID card, int visit, boolean completed) {
        var present = transaction.execute(_ -> note(card, visit, completed));
        var missing = present ? advance.look(card) : List.<String>of();
        return transaction.execute(_ -> answer(card, visit, missing));
    }

    /** Whether the card is still in this stay. */
    private boolean note(UUID id, int visit, boolean completed) {
        var card = queries.hold(id).orElseThrow(() -> Access.notFound("card"));
        if (visit > card.laneVisit()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "The card is in its stay %d only.".formatted(card.laneVisit()))
                    .invalid("/laneVisit", "must be a stay that began");
        }
        if (visit < card.laneVisit()) {
            return false;
        }
        table.settle(id, visit, completed);
        return true;
    }

    private Settled answer(UUID id, int visit, List<String> missing) {
        var card = queries.find(id).orElseThrow(() -> Access.notFound("card"));
        return new Settled(
                card.lane(), card.laneVisit(), table.of(id).advancedVisit() == visit, missing);
    }
}
