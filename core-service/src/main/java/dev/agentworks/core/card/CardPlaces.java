package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneKey;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.events.card.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts cards into places: where there is room, where somebody pointed, told once. */
@Component
class CardPlaces {

    private final CardTable table;
    private final CardQueries queries;
    private final CardHistory history;
    private final CardAnnouncements announcements;
    private final Gate gate;

    CardPlaces(
            CardTable table,
            CardQueries queries,
            CardHistory history,
            CardAnnouncements announcements,
            Gate gate) {
        this.table = table;
        this.queries = queries;
        this.history = history;
        this.announcements = announcements;
        this.gate = gate;
    }

    /**
     * Whether the lane takes another card. A lane that enforces its limit is held until the
     * transaction ends: two who want its last place come one after the other.
     */
    boolean hasRoom(LaneView lane) {
        var limit = lane.rule().enforcedLimit();
        if (limit == null) {
            return true;
        }
        table.holdLane(lane.id());
        return queries.countInLane(lane.id()) < limit;
    }

    /** The key of a place; empty when the neighbour named does not stand in the lane. */
    Optional<String> rank(LaneView lane, CardView card, MoveCard.Place place) {
        var ranks = table.ranks(lane.id(), card.id());
        return switch (place) {
            case MoveCard.Place.AtEnd() ->
                    Optional.of(Rank.between(ranks.isEmpty() ? null : ranks.getLast(), null));
            case MoveCard.Place.At(var position) ->
                    Optional.of(at(ranks, Math.min(position, ranks.size())));
            case MoveCard.Place.Before(var neighbour) -> beside(lane, ranks, neighbour, 0);
            case MoveCard.Place.After(var neighbour) -> beside(lane, ranks, neighbour, 1);
        };
    }

    /** The card in its new place; empty when somebody else changed it in between. */
    Optional<CardView> put(
            CardView card, LaneView lane, String rank, Actor actor, @Nullable String reason) {
        return table.move(card, lane, rank, statusAfter(card, lane))
                ? Optional.of(announced(card, lane, actor, reason))
                : Optional.empty();
    }

    private Optional<String> beside(LaneView lane, List<String> ranks, UUID neighbour, int offset) {
        return table.rankOf(lane.id(), neighbour)
                .map(ranks::indexOf)
                .filter(index -> index >= 0)
                .map(index -> at(ranks, index + offset));
    }

    private static String at(List<String> ranks, int index) {
        return Rank.between(
                index == 0 ? null : ranks.get(index - 1),
                index == ranks.size() ? null : ranks.get(index));
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
            CardView before, LaneView lane, Actor actor, @Nullable String reason) {
        var card = queries.find(before.id()).orElseThrow();
        var judged = card.with(gate.judge(card));
        var changes = new LinkedHashMap<String, Change>();
        if (lane.number() != before.lane()) {
            changes.put("laneId", new Change(before.laneId(), lane.id()));
            changes.put("lane", new Change(before.lane(), lane.number()));
        }
        changes.put("position", new Change(before.position(), card.position()));
        changes.putAll(CardChanges.between(before, card));
        history.record(card, actor, "moved", changes, reason);
        announcements.announce(CardEventType.MOVED, card, actor, changes);
        return judged;
    }
}
