package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves a card: through the gate of its lane, into a place of its own, announced once. */
@Service
public class CardMoves {

    /**
     * Two people who hit the same place at once draw again; the random tail makes a second clash
     * most unlikely.
     */
    private static final int ATTEMPTS = 8;

    private final CardQueries queries;
    private final CardPlaces places;
    private final Gate gate;
    private final Boards boards;
    private final Access access;
    private final TransactionTemplate transaction;

    CardMoves(
            CardQueries queries,
            CardPlaces places,
            Gate gate,
            Boards boards,
            Access access,
            TransactionTemplate transaction) {
        this.queries = queries;
        this.places = places;
        this.gate = gate;
        this.boards = boards;
        this.access = access;
        this.transaction = transaction;
    }

    /**
     * @throws ProblemException {@code not-found} or {@code forbidden} when the person may not move
     *     the card
     */
    public MoveOutcome move(MoveCard command, Actor.Person person) {
        for (var attempt = 1; ; attempt++) {
            try {
                var outcome = transaction.execute(_ -> attempt(command, person));
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (DuplicateKeyException | PessimisticLockingFailureException clash) {
                if (attempt == ATTEMPTS) {
                    throw new ProblemException(CardError.LANE_BUSY, "Try again in a moment.");
                }
            }
            if (attempt == ATTEMPTS) {
                throw new ProblemException(CardError.LANE_BUSY, "Try again in a moment.");
            }
        }
    }

    /**
     * Empty when somebody else changed the card in between and the client did not say which version
     * it means.
     */
    private Optional<MoveOutcome> attempt(MoveCard command, Actor.Person person) {
        var card = queries.hold(command.card()).orElseThrow(() -> Access.notFound("card"));
        var role = access.require(person.id(), card.workspaceId(), Permission.WRITE, "card");
        var expected = command.expectedVersion();
        if (expected != null && expected != card.version()) {
            return Optional.of(new MoveOutcome.StaleVersion(card.version()));
        }
        var found = boards.lane(card.boardId(), command.toLane());
        if (found.isEmpty()) {
            return Optional.of(new MoveOutcome.NoSuchLane(command.toLane()));
        }
        var lane = found.get();
        var refused = refusal(card, lane, command, role.allows(Permission.OVERRIDE_GATES));
        if (refused.isPresent()) {
            return refused;
        }
        var rank = places.rank(lane, card, command.place());
        if (rank.isEmpty()) {
            return Optional.of(new MoveOutcome.NoSuchNeighbour());
        }
        return places.put(card, lane, rank.get(), person, command.reason())
                .map(MoveOutcome.Moved::new);
    }

    private Optional<MoveOutcome> refusal(
            CardView card, LaneView lane, MoveCard command, boolean mayOverride) {
        if (lane.number() > card.lane()) {
            var criterion = gate.judge(card);
            if (!criterion.met()
                    && !(command.override() && mayOverride && reasoned(command.reason()))) {
                return Optional.of(
                        new MoveOutcome.GateClosed(
                                criterion.key(), criterion.missing(), mayOverride));
            }
        }
        if (lane.number() != card.lane() && !places.hasRoom(lane)) {
            return Optional.of(
                    new MoveOutcome.WipExceeded(
                            lane.number(), Objects.requireNonNull(lane.rule().enforcedLimit())));
        }
        return Optional.empty();
    }

    private static boolean reasoned(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Passing a closed gate needs a reason.")
                    .invalid("/reason", "is required with override");
        }
        return true;
    }
}
