package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneKey;
import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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

    private final CardTable table;
    private final CardQueries queries;
    private final CardHistory history;
    private final CardAnnouncements announcements;
    private final Gate gate;
    private final Boards boards;
    private final Access access;
    private final TransactionTemplate transaction;

    CardMoves(
            CardTable table,
            CardQueries queries,
            CardHistory history,
            CardAnnouncements announcements,
            Gate gate,
            Boards boards,
            Access access,
            TransactionTemplate transaction) {
        this.table = table;
        this.queries = queries;
        this.history = history;
        this.announcements = announcements;
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
            } catch (DuplicateKeyException clash) {
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
        var card = queries.find(command.card()).orElseThrow(() -> Access.notFound("card"));
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
        var rank = rank(lane, card, command.place());
        if (rank.isEmpty()) {
            return Optional.of(new MoveOutcome.NoSuchNeighbour());
        }
        return table.move(card, lane, rank.get(), statusAfter(card, lane))
                ? Optional.of(new MoveOutcome.Moved(announced(card, lane, command, person)))
                : Optional.empty();
    }

    private Optional<MoveOutcome> refusal(
            CardView card, LaneView lane, MoveCard command, boolean mayOverride) {
        if (lane.number() > card.lane()) {
            var criterion = gate.judge(card);
            if (!criterion.met()
                    && !(command.override() && overrides(command.reason(), mayOverride))) {
                return Optional.of(
                        new MoveOutcome.GateClosed(criterion.key(), criterion.missing()));
            }
        }
        var limit = lane.rule().wipLimit();
        if (limit != null
                && lane.number() != card.lane()
                && lane.rule().wipPolicy() == WipPolicy.ENFORCE
                && queries.countInLane(lane.id()) >= limit) {
            return Optional.of(new MoveOutcome.WipExceeded(lane.number(), limit));
        }
        return Optional.empty();
    }

    private static boolean overrides(@Nullable String reason, boolean allowed) {
        if (!allowed) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Only an admin or owner may pass a closed gate.");
        }
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Passing a closed gate needs a reason.")
                    .invalid("/reason", "is required with override");
        }
        return true;
    }

    private Optional<String> rank(LaneView lane, CardView card, MoveCard.Place place) {
        var ranks = table.ranks(lane.id(), card.id());
        return switch (place) {
            case MoveCard.Place.AtEnd() ->
                    Optional.of(Rank.between(ranks.isEmpty() ? null : ranks.getLast(), null));
            case MoveCard.Place.At(var position) -> {
                var index = Math.min(position, ranks.size());
                yield Optional.of(
                        Rank.between(
                                index == 0 ? null : ranks.get(index - 1),
                                index == ranks.size() ? null : ranks.get(index)));
            }
            case MoveCard.Place.Before(var neighbour) -> beside(lane, ranks, neighbour, 0);
            case MoveCard.Place.After(var neighbour) -> beside(lane, ranks, neighbour, 1);
        };
    }

    private Optional<String> beside(
            LaneView lane, java.util.List<String> ranks, UUID neighbour, int offset) {
        return table.rankOf(lane.id(), neighbour)
                .map(ranks::indexOf)
                .filter(index -> index >= 0)
                .map(index -> index + offset)
                .map(index ->
                        Rank.between(
                                index == 0 ? null : ranks.get(index - 1),
                                index == ranks.size() ? null : ranks.get(index)));
    }

    /** The last lane ends the work; coming back from it begins it again. */
    private CardStatus statusAfter(CardView card, LaneView lane) {
        if (lane.number() == card.lane()) {
            return card.status();
        }
        // A card that was let through a closed gate stands in the last lane and is not done.
        if (lane.number() == LaneKey.LEARN.number() && gate.judge(card).met()) {
            return CardStatus.DONE;
        }
        return card.status() == CardStatus.DONE ? CardStatus.READY : card.status();
    }

    private CardView announced(
            CardView before, LaneView lane, MoveCard command, Actor.Person person) {
        var card = queries.find(before.id()).orElseThrow();
        var judged = card.with(gate.judge(card));
        var changes = new LinkedHashMap<String, Change>();
        if (lane.number() != before.lane()) {
            changes.put("laneId", new Change(before.laneId(), lane.id()));
            changes.put("lane", new Change(before.lane(), lane.number()));
        }
        changes.put("position", new Change(before.position(), card.position()));
        changes.putAll(CardChanges.between(before, card));
        history.record(card, person, "moved", changes, command.reason());
        announcements.announce(CardEventType.MOVED, card, person, changes);
        return judged;
    }
}
