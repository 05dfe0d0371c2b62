package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves cards, for people and for rules: through the gate of the lane, into a place of its own,
 * with history and event. {@link LanePlaces} knows the places, {@link Gate} judges.
 */
@Service
public class CardMoves {

    private final CardRepository cards;
    private final CardQueries queries;
    private final LanePlaces places;
    private final Gate gate;
    private final CardActivities activities;
    private final Boards boards;
    private final Access access;
    private final MoveTransaction transaction;
    private final Clock clock;

    CardMoves(
            CardRepository cards,
            CardQueries queries,
            LanePlaces places,
            Gate gate,
            CardActivities activities,
            Boards boards,
            Access access,
            MoveTransaction transaction,
            Clock clock) {
        this.cards = cards;
        this.queries = queries;
        this.places = places;
        this.gate = gate;
        this.activities = activities;
        this.boards = boards;
        this.access = access;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A card that is locked until the transaction ends, with what was read of it. */
    private record Held(Card card, CardRow row) {}

    /**
     * Moves a card for a person.
     *
     * @throws ProblemException {@code not-found} or {@code forbidden} when the person may not move
     *     the card
     */
    public MoveOutcome move(MoveCard command, Actor.Person person) {
        try {
            return transaction.execute(() -> attempt(command, person));
        } catch (DuplicateKeyException | PessimisticLockingFailureException clash) {
            throw new ProblemException(CardError.LANE_BUSY, "Try again in a moment.");
        }
    }

    /**
     * Moves a card by a rule to the end of the next lane; empty when that lane is full.
     *
     * @param row the card, which the caller has locked and whose gate it found open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CardRow> advance(CardRow row, LaneView next, Actor.Rule rule) {
        if (!places.hasRoom(next)) {
            return Optional.empty();
        }
        var card = cards.findById(new CardId(row.id())).orElseThrow();
        var rank = places.rank(next, row.id(), new MoveCard.Place.AtEnd()).orElseThrow();
        return Optional.of(put(new Held(card, row), next, rank, true, rule, null));
    }

    private MoveOutcome attempt(MoveCard command, Actor.Person person) {
        var card = cards.hold(command.card()).orElseThrow(() -> Access.notFound("card"));
        var row = queries.find(command.card().value()).orElseThrow();
        var role =
                access.require(
                        new UserId(person.id()), card.workspaceId(), Permission.WRITE, "card");
        var expected = command.expectedVersion();
        if (expected != null && expected != card.version()) {
            return new MoveOutcome.StaleVersion(card.version());
        }
        var lanes = boards.lanes(row.boardId());
        return command.toLane() < 0 || command.toLane() >= lanes.size()
                ? new MoveOutcome.NoSuchLane(command.toLane())
                : attempt(new Held(card, row), lanes, command, person, role);
    }

    private MoveOutcome attempt(
            Held held, List<LaneView> lanes, MoveCard command, Actor.Person person, Role role) {
        var row = held.row();
        var lane = lanes.get(command.toLane());
        var onTheWay =
                lane.number() > row.lane()
                        ? lanes.subList(row.lane(), lane.number())
                        : List.<LaneView>of();
        var closed = gate.firstClosed(row, onTheWay);
        if (closed.isPresent() && !overrides(command, role)) {
            return MoveOutcome.GateClosed.of(closed.get(), role.allows(Permission.OVERRIDE_GATES));
        }
        if (lane.number() != row.lane() && !places.hasRoom(lane)) {
            return new MoveOutcome.WipExceeded(
                    lane.number(), Objects.requireNonNull(lane.rule().enforcedLimit()));
        }
        var rank = places.rank(lane, row.id(), command.place());
        if (rank.isEmpty()) {
            return new MoveOutcome.NoSuchNeighbour();
        }
        var moved = put(held, lane, rank.get(), closed.isEmpty(), person, command.reason());
        return new MoveOutcome.Moved(new CardView(moved, gate.judge(moved)));
    }

    /** Whether the person passes a closed gate: they ask for it, may do it, and say why. */
    private static boolean overrides(MoveCard command, Role role) {
        if (!command.override() || !role.allows(Permission.OVERRIDE_GATES)) {
            return false;
        }
        GateOverride.requireReason(command.reason());
        return true;
    }

    private CardRow put(
            Held held,
            LaneView lane,
            String rank,
            boolean gateMet,
            Actor actor,
            @Nullable String reason) {
        var card = held.card();
        var before = held.row();
        var changes = new LinkedHashMap<String, Change>();
        if (lane.number() == before.lane()) {
            card.reorder(rank, clock.instant());
        } else {
            changes.put("laneId", new Change(before.laneId(), lane.id()));
            changes.put("lane", new Change(before.lane(), lane.number()));
            var byPerson = actor instanceof Actor.Person;
            changes.putAll(card.enter(lane, rank, gateMet, byPerson, clock.instant()));
        }
        cards.saveAndFlush(card);
        var moved = queries.find(before.id()).orElseThrow();
        changes.put("position", new Change(before.position(), moved.position()));
        activities.record(CardEventType.MOVED, moved.ref(), actor, "moved", changes, reason);
        return moved;
    }
}
