package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The places of a lane: whether there is room for another card, and the rank of a place. */
@Repository
class LanePlaces {

    /**
     * The cards that fill a lane: those not done, without the ones that agents made and nobody
     * began. These wait in the lane until a person moves them or a run works on them.
     */
    private static final String FILLS =
            """
            c.archived_at is null and c.status <> 'DONE'
              and not (c.made_by_agent and not c.moved_by_person and c.status in ('DRAFT', 'READY')
                       and not exists (select from card_run r where r.card_id = c.id))\
            """;

    private final JdbcClient jdbc;

    LanePlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether the lane takes another card. A lane that enforces its limit is locked until the
     * transaction ends: two who want its last place come one after the other.
     */
    boolean hasRoom(LaneView lane) {
        var limit = lane.rule().enforcedLimit();
        if (limit == null) {
            return true;
        }
        lock(lane.id());
        return count(lane.id()) < limit;
    }

    /** How many cards count against the lane's limit. */
    int count(UUID lane) {
        return jdbc.sql("select count(*) from card c where c.lane_id = ? and " + FILLS)
                .param(lane)
                .query(Integer.class)
                .single();
    }

    /** As {@link #count}, for every lane of the board that has such a card. */
    Map<UUID, Integer> counts(UUID board) {
        return jdbc
                .sql(
                        "select c.lane_id, count(*) from card c where c.board_id = ? and "
                                + FILLS
                                + " group by c.lane_id")
                .param(board)
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The rank after all cards of the lane, archived ones included: they keep their place. */
    String last(LaneView lane) {
        return Rank.between(
                jdbc.sql("select rank from card where lane_id = ? order by rank desc limit 1")
                        .param(lane.id())
                        .query(String.class)
                        .optional()
                        .orElse(null),
                null);
    }

    /** The rank of a place; empty when the neighbour it names does not stand in the lane. */
    Optional<String> rank(LaneView lane, UUID card, MoveCard.Place place) {
        var ranks = ranks(lane.id(), card);
        return switch (place) {
            case MoveCard.Place.AtEnd() ->
                    Optional.of(Rank.between(ranks.isEmpty() ? null : ranks.getLast(), null));
            case MoveCard.Place.At(var position) ->
                    Optional.of(at(ranks, Math.min(position, ranks.size())));
            case MoveCard.Place.Before(var neighbour) -> beside(lane, ranks, neighbour, 0);
            case MoveCard.Place.After(var neighbour) -> beside(lane, ranks, neighbour, 1);
        };
    }

    private Optional<String> beside(LaneView lane, List<String> ranks, UUID neighbour, int offset) {
        return rankOf(lane.id(), neighbour)
                .map(ranks::indexOf)
                .filter(index -> index >= 0)
                .map(index -> at(ranks, index + offset));
    }

    private static String at(List<String> ranks, int index) {
        return Rank.between(
                index == 0 ? null : ranks.get(index - 1),
                index == ranks.size() ? null : ranks.get(index));
    }

    private void lock(UUID lane) {
        jdbc.sql("select 1 from lane where id = ? for no key update")
                .param(lane)
                .query(Integer.class)
                .single();
    }

    /** The ranks of a lane's cards in order, without the card that is being placed. */
    private List<String> ranks(UUID lane, UUID without) {
        return jdbc.sql(
                        "select rank from card where lane_id = ? and id is distinct from ? and archived_at is null order by rank")
                .param(lane)
                .param(without)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Optional<String> rankOf(UUID lane, UUID card) {
        return jdbc.sql(
                        "select rank from card where lane_id = ? and id = ? and archived_at is null")
                .params(lane, card)
                .query(String.class)
                .optional();
    }
}
