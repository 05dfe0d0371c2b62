package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.rank.Rank;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The places of a lane: whether there is room for another card, and the rank of a place. */
@Repository
class LanePlaces {

    /**
     * The cards that fill a lane: those not done, without the ones that agents made and nobody
     * began. These wait in the lane until a person moves them or a run works on them.
     */
    static final String FILLS =
            """
            (c.archived_at is null and c.status <> 'DONE'
              and not (c.made_by_agent and not c.moved_by_person and c.status in ('DRAFT', 'READY')
                       and not exists (select from card_run r where r.card_id = c.id)))\
            """;

    /** The ranks of a lane's cards, without the card that is being placed. */
    private static final String OTHERS =
            "select rank from card where lane_id = t.id and id <> :card and archived_at is null";

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

    /**
     * @throws ProblemException {@code wip-limit-reached} when the lane is full
     */
    static void requireRoom(LaneView lane, @Nullable Integer limit, End end) {
        if (limit != null && end.filling() >= limit) {
            throw new ProblemException(
                            CardError.WIP_LIMIT_REACHED,
                            "%s holds at most %d cards and is full. It takes more when a card leaves it."
                                    .formatted(lane.name(), limit))
                    .with("lane", lane.number())
                    .with("limit", limit);
        }
    }

    /** How many cards count against the lane's limit. */
    int count(UUID lane) {
        return jdbc.sql("select count(*) from card c where c.lane_id = ? and " + FILLS)
                .param(lane)
                .query(Integer.class)
                .single();
    }

    /**
     * The end of a lane.
     *
     * @param rank after all cards of the lane, archived ones included: they keep their place
     * @param position how many cards stand before it
     * @param filling how many cards count against the lane's limit
     */
    record End(String rank, int position, int filling) {}

    End end(UUID lane) {
        return jdbc.sql(
                        "select (select rank from card where lane_id = :lane order by rank desc limit 1), count(*), count(*) filter (where "
                                + FILLS
                                + ") from card c where c.lane_id = :lane and c.archived_at is null")
                .param("lane", lane)
                .query((row, _) ->
                        new End(Rank.between(row.getString(1), null), row.getInt(2), row.getInt(3)))
                .single();
    }

    /**
     * A place for a card among the others of a lane.
     *
     * @param position how many cards stand before it
     */
    record Spot(String rank, int position) {}

    /** The place; empty when the neighbour it names does not stand in the lane. */
    Optional<Spot> spot(UUID lane, UUID card, MoveCard.Place place) {
        return jdbc.sql(
                        "select s.* from (values (:lane::uuid)) t (id) cross join "
                                + spotSql(place))
                .param("lane", lane)
                .param("card", card)
                .params(spotParameters(place))
                .query((row, _) -> spot(row))
                .single();
    }

    /** As a row of {@link #spotSql} says it. */
    static Optional<Spot> spot(ResultSet row) throws SQLException {
        return row.getBoolean("found")
                ? Optional.of(
                        new Spot(
                                Rank.between(row.getString("above"), row.getString("below")),
                                row.getInt("place")))
                : Optional.empty();
    }

    static Map<String, Object> spotParameters(MoveCard.Place place) {
        return switch (place) {
            case MoveCard.Place.AtEnd() -> Map.of();
            case MoveCard.Place.At(var position) -> Map.of("place", position);
            case MoveCard.Place.Before(var neighbour) -> Map.of("neighbour", neighbour);
            case MoveCard.Place.After(var neighbour) -> Map.of("neighbour", neighbour);
        };
    }

    /**
     * A lateral table {@code s} with the ranks around a place of the lane {@code t} for {@code
     * :card}, which does not count itself.
     */
    static String spotSql(MoveCard.Place place) {
        var ranks =
                switch (place) {
                    case MoveCard.Place.AtEnd() ->
                            "select true, (%s order by rank desc limit 1), null".formatted(OTHERS);
                    case MoveCard.Place.At _ ->
                            """
                            select true,
                                   case when :place > 0 then coalesce(
                                       (%1$s order by rank offset :place - 1 limit 1), (%1$s order by rank desc limit 1)) end,
                                   (%1$s order by rank offset :place limit 1)
                            """
                                    .formatted(OTHERS);
                    case MoveCard.Place.Before _ ->
                            """
                            select n.rank is not null, (%1$s and rank < n.rank order by rank desc limit 1), n.rank
                            from (select (%1$s and id = :neighbour) as rank) n
                            """
                                    .formatted(OTHERS);
                    case MoveCard.Place.After _ ->
                            """
                            select n.rank is not null, n.rank, (%1$s and rank > n.rank order by rank limit 1)
                            from (select (%1$s and id = :neighbour) as rank) n
                            """
                                    .formatted(OTHERS);
                };
        return """
        lateral (
            select r.found, r.above, r.below,
                   (select count(*) from card where lane_id = t.id and id <> :card and archived_at is null
                      and (r.below is null or rank < r.below)) as place
            from (%s) r (found, above, below)
        ) s
        """
                .formatted(ranks);
    }

    /**
     * Keeps the ranks of the lane from being rewritten until the transaction ends, so that a place
     * between two of them stays one.
     */
    void share(UUID lane) {
        jdbc.sql("select 1 from lane where id = ? for key share")
                .param(lane)
                .query(Integer.class)
                .single();
    }

    /** This rank, or one directly behind it when another card took it. */
    String free(LaneView lane, UUID card, String rank) {
        var ranks =
                jdbc.sql(
                                "select rank from card where lane_id = ? and id <> ? and rank >= ? order by rank limit 2")
                        .params(lane.id(), card, rank)
                        .query((row, _) -> row.getString(1))
                        .list();
        if (ranks.isEmpty() || !ranks.getFirst().equals(rank)) {
            return rank;
        }
        return Rank.between(rank, ranks.size() > 1 ? ranks.getLast() : null);
    }

    /** Lets the runs of a visit count for the one that takes its place. */
    void recount(UUID card, int visit, int now) {
        jdbc.sql("update card_run set lane_visit = ? where card_id = ? and lane_visit = ?")
                .params(now, card, visit)
                .update();
    }

    private void lock(UUID lane) {
        jdbc.sql("select 1 from lane where id = ? for no key update")
                .param(lane)
                .query(Integer.class)
                .single();
    }
}
