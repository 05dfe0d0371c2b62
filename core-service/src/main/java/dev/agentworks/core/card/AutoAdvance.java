package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a card on by the rule of its lane: once a stay, because the card is held while it is looked
 * at, and a move begins another stay.
 */
@Service
class AutoAdvance {

    private static final Actor RULE = new Actor.Rule("auto-advance");
    private static final int ATTEMPTS = 8;

    private final CardQueries queries;
    private final StayTable stays;
    private final VisitRuns runs;
    private final CardPlaces places;
    private final Gate gate;
    private final Boards boards;
    private final TransactionTemplate transaction;

    AutoAdvance(
            CardQueries queries,
            StayTable stays,
            VisitRuns runs,
            CardPlaces places,
            Gate gate,
            Boards boards,
            TransactionTemplate transaction) {
        this.queries = queries;
        this.stays = stays;
        this.runs = runs;
        this.places = places;
        this.gate = gate;
        this.boards = boards;
        this.transaction = transaction;
    }

    /** Moves the card when all holds that the rule asks for; else says what is missing. */
    List<String> look(UUID card) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.execute(_ -> attempt(card));
            } catch (DuplicateKeyException | PessimisticLockingFailureException clash) {
                // somebody took the same place at the end of the lane: draw another
                if (attempt == ATTEMPTS) {
                    throw clash;
                }
            }
        }
    }

    private List<String> attempt(UUID id) {
        var found = queries.hold(id);
        if (found.isEmpty()) {
            return List.of();
        }
        var card = found.get();
        var missing = missing(card);
        var next = boards.lane(card.boardId(), card.lane() + 1);
        if (next.isEmpty() || !missing.isEmpty() || !gate.rule(card).autoAdvance()) {
            return missing;
        }
        var lane = next.get();
        if (!places.hasRoom(lane)) {
            return List.of(full(lane));
        }
        advance(card, lane);
        return List.of();
    }

    private List<String> missing(CardView card) {
        var missing = new ArrayList<String>();
        var stay = stays.of(card.id());
        if (stay.settledVisit() != card.laneVisit() || !stay.completed()) {
            missing.add("the completion of every run of this stay");
        }
        runs.of(List.of(card)).getOrDefault(card.id(), List.of()).stream()
                .filter(run -> !run.ended())
                .map(run ->
                        "the end of the run of %s, which is %s"
                                .formatted(run.agentId(), run.status()))
                .forEach(missing::add);
        missing.addAll(gate.judge(card).missing());
        return missing;
    }

    private void advance(CardView card, LaneView lane) {
        var rank = places.rank(lane, card, new MoveCard.Place.AtEnd()).orElseThrow();
        // The card is held, so nobody can have changed it in between.
        places.put(card, lane, rank, RULE, null).orElseThrow();
        stays.advanced(card.id(), card.laneVisit());
    }

    private static String full(LaneView lane) {
        return "a place in %s, which holds at most %d cards"
                .formatted(lane.name(), lane.rule().enforcedLimit());
    }
}
