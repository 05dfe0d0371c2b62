package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.board.LaneId;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.LanePlaces.Spot;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.gate.Verdict;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.rank.CrowdedLaneException;
import dev.agentworks.core.rank.LaneRanks;
import dev.agentworks.core.rank.MoveTransaction;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_REWRITINGS = 4;

    private final CardRepository cards;
    private final CardQueries queries;
    private final CardSituations situations;
    private final LanePlaces places;
    private final Gate gate;
    private final CardActivities activities;
    private final Access access;
    private final MoveTransaction transaction;
    private final LaneRanks ranks;
    private final Clock clock;

    CardMoves(
            CardRepository cards,
            CardQueries queries,
            CardSituations situations,
            LanePlaces places,
            Gate gate,
            CardActivities activities,
            Access access,
            MoveTransaction transaction,
            LaneRanks ranks,
            Clock clock) {
        this.cards = cards;
        this.queries = queries;
        this.situations = situations;
        this.places = places;
        this.gate = gate;
        this.activities = activities;
        this.access = access;
        this.transaction = transaction;
        this.ranks = ranks;
        this.clock = clock;
    }

    /**
     * Moves a card for a person.
     *
     * @throws ProblemException {@code not-found} or {@code forbidden} when the person may not move
     *     the card
     */
    public MoveOutcome move(MoveCard command, Actor.Person person) {
        try {
            for (var rewritten = 0; ; rewritten++) {
                try {
                    return transaction.execute(() -> attempt(command, person));
                } catch (CrowdedLaneException crowded) {
                    if (rewritten == MOST_REWRITINGS) {
                        throw busy();
                    }
                    // cards came to one place faster than the lane was rewritten behind them
                    ranks.rewrite(crowded.lane());
                }
            }
        } catch (DuplicateKeyException | PessimisticLockingFailureException clash) {
            throw busy();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(CardError.LANE_BUSY, "Try again in a moment.");
    }

    /**
     * Moves a card by a rule to the end of the next lane; empty when that lane is full.
     *
     * @param row the card, which the caller has locked and whose gate it found open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CardRow> advance(CardRow row, LaneView next, Actor.Rule rule) {
        places.share(next.id());
        if (!places.hasRoom(next)) {
            return Optional.empty();
        }
        var card = cards.findById(new CardId(row.id())).orElseThrow();
        var spot = places.spot(next.id(), row.id(), new MoveCard.Place.AtEnd()).orElseThrow();
        var changes = enter(card, row, next, spot, true, rule);
        return Optional.of(put(card, row, next, spot, changes, rule, null, true));
    }

    private MoveOutcome attempt(MoveCard command, Actor.Person person) {
        return cards.hold(command.card().value(), command.toLane())
                .map(card -> attempt(card, command, person))
                .orElseGet(() -> noSuchLane(command, person));
    }

    private MoveOutcome attempt(Card card, MoveCard command, Actor.Person person) {
        var situation =
                situations.ofMove(command.card(), person.id(), command.toLane(), command.place());
        var role = Access.require(situation.role(), Permission.WRITE, "card");
        if (isStale(command, card)) {
            return new MoveOutcome.StaleVersion(card.version());
        }
        var row = situation.card();
        var lane = situation.lanes().get(command.toLane());
        // the lanes it leaves or passes, and last the one it comes into: judged together
        var asked =
                lane.number() > row.lane()
                        ? situation.lanes().subList(row.lane(), lane.number() + 1)
                        : List.of(lane);
        var verdicts = gate.judge(row, asked);
        var closed = closed(asked.subList(0, asked.size() - 1), verdicts, role);
        if (closed.isPresent() && !overrides(command, role)) {
            return closed.get();
        }
        if (lane.number() != row.lane() && !places.hasRoom(lane)) {
            return new MoveOutcome.WipExceeded(
                    lane.number(), Objects.requireNonNull(lane.rule().enforcedLimit()));
        }
        if (situation.spot().isEmpty()) {
            return new MoveOutcome.NoSuchNeighbour();
        }
        var spot = situation.spot().get();
        var changes = new LinkedHashMap<String, Change>();
        card.remember(row, person.id(), clock.instant());
        if (lane.number() == row.lane()) {
            card.reorder(spot.rank(), clock.instant());
        } else {
            changes.putAll(enter(card, row, lane, spot, closed.isEmpty(), person));
        }
        // a card that waits at its gate goes on when it gets a place, or when a child is done
        var left = situation.lanes().get(row.lane());
        var mayOpenGates =
                changes.containsKey("status")
                        || !changes.isEmpty() && left.rule().enforcedLimit() != null;
        var moved = put(card, row, lane, spot, changes, person, command.reason(), mayOpenGates);
        return new MoveOutcome.Moved(new CardView(moved, verdicts.getLast()));
    }

    private MoveOutcome noSuchLane(MoveCard command, Actor.Person person) {
        var card = cards.hold(command.card()).orElseThrow(() -> Access.notFound("card"));
        access.require(new UserId(person.id()), card.workspaceId(), Permission.WRITE, "card");
        return isStale(command, card)
                ? new MoveOutcome.StaleVersion(card.version())
                : new MoveOutcome.NoSuchLane(command.toLane());
    }

    private static boolean isStale(MoveCard command, Card card) {
        var expected = command.expectedVersion();
        return expected != null && expected != card.version();
    }

    /** The first of the lanes whose gate is closed. */
    private static Optional<MoveOutcome.GateClosed> closed(
            List<LaneView> lanes, List<Verdict> verdicts, Role role) {
        for (var index = 0; index < lanes.size(); index++) {
            if (!verdicts.get(index).met()) {
                return Optional.of(
                        MoveOutcome.GateClosed.of(
                                lanes.get(index),
                                verdicts.get(index),
                                role.allows(Permission.OVERRIDE_GATES)));
            }
        }
        return Optional.empty();
    }

    /** Whether the person passes a closed gate: they ask for it, may do it, and say why. */
    private static boolean overrides(MoveCard command, Role role) {
        if (!command.override() || !role.allows(Permission.OVERRIDE_GATES)) {
            return false;
        }
        GateOverride.requireReason(command.reason());
        return true;
    }

    private Map<String, Change> enter(
            Card card, CardRow before, LaneView lane, Spot spot, boolean gateMet, Actor actor) {
        var changes = new LinkedHashMap<String, Change>();
        changes.put("laneId", new Change(before.laneId(), lane.id()));
        changes.put("lane", new Change(before.lane(), lane.number()));
        var byPerson = actor instanceof Actor.Person;
        changes.putAll(card.enter(lane, spot.rank(), gateMet, byPerson, clock.instant()));
        return changes;
    }

    /**
     * Takes back a move that the person made some seconds ago, as long as nothing else changed the
     * card and no agent that the move started has begun.
     *
     * @throws ProblemException {@code undo-not-possible}, {@code wip-limit-reached}
     */
    @Transactional
    public CardView undo(CardId id, @Nullable Long expectedVersion, Actor.Person person) {
        var card = cards.hold(id).orElseThrow(() -> Access.notFound("card"));
        access.require(new UserId(person.id()), card.workspaceId(), Permission.WRITE, "card");
        ETags.requireMatch(expectedVersion, card.version());
        var move = mayBeUndone(card, person);
        var situation = situations.ofMove(id, person.id(), move.lane(), new MoveCard.Place.AtEnd());
        var before = situation.card();
        var lane = situation.lanes().get(move.lane());
        places.share(lane.id());
        if (lane.number() != before.lane()) {
            requireNothingBegan(card);
            if (!places.hasRoom(lane)) {
                throw new ProblemException(
                                CardError.WIP_LIMIT_REACHED,
                                "%s is full by now; the move stays.".formatted(lane.name()))
                        .with("lane", lane.number());
            }
        }
        return takeBack(card, before, move, lane, person);
    }

    private LastMove mayBeUndone(Card card, Actor.Person person) {
        var move =
                card.lastMove()
                        .orElseThrow(() -> {
                            requireNothingBegan(card);
                            return notUndone(
                                    "There is no move of the card, or something else changed it since.");
                        });
        if (!move.mover().equals(person.id())) {
            throw notUndone("Somebody else moved the card.");
        }
        if (move.isOver(clock.instant())) {
            throw notUndone(
                    "A move is taken back within %d seconds; move the card instead."
                            .formatted(LastMove.WINDOW.toSeconds()));
        }
        return move;
    }

    private CardView takeBack(
            Card card, CardRow before, LastMove move, LaneView lane, Actor.Person person) {
        var rank = places.free(lane, before.id(), move.rank());
        var changes =
                new LinkedHashMap<>(
                        card.takeBack(move, new LaneId(lane.id()), rank, clock.instant()));
        cards.saveAndFlush(card);
        if (lane.number() != before.lane()) {
            changes.put("laneId", new Change(before.laneId(), lane.id()));
            changes.put("lane", new Change(before.lane(), lane.number()));
            // what ran before the move counts again
            places.recount(before.id(), move.visit(), card.laneVisit());
        }
        var back = queries.find(before.id()).orElseThrow();
        changes.put("position", new Change(before.position(), back.position()));
        activities.record(CardEventType.MOVED, back.ref(), person, "move-undone", changes, null);
        return new CardView(back, gate.judge(back));
    }

    private void requireNothingBegan(Card card) {
        var begun = queries.agentsBegun(card.getId().value(), card.laneVisit());
        if (!begun.isEmpty()) {
            throw notUndone(
                    "%s has begun in this lane; cancel the run and move the card instead."
                            .formatted(String.join(", ", begun)));
        }
    }

    private static ProblemException notUndone(String why) {
        return new ProblemException(CardError.UNDO_NOT_POSSIBLE, why);
    }

    /** Writes the card's row, its history and its event, and answers from what was written. */
    private CardRow put(
            Card card,
            CardRow before,
            LaneView lane,
            Spot spot,
            Map<String, Change> changes,
            Actor actor,
            @Nullable String reason,
            boolean mayOpenGates) {
        ranks.look(lane.workspaceId(), lane.id(), spot.rank());
        cards.saveAndFlush(card);
        var moved = card.row(before, lane.number(), spot.position());
        var all = new LinkedHashMap<>(changes);
        all.put("position", new Change(before.position(), moved.position()));
        activities.record(
                CardEventType.MOVED, moved.ref(), actor, "moved", all, reason, mayOpenGates);
        return moved;
    }
}
