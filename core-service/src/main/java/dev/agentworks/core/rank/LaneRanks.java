package dev.agentworks.core.rank;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rewrites the keys of a lane's places before they grow too long. The order stays, and so do the
 * cards' versions: nobody is told, because nothing is to be seen.
 *
 * <p>Whoever places a card keeps the lane's row from being locked, from before they read its ranks
 * to their commit. So a lane is rewritten between two placings, never beside one; it is rewritten
 * as a whole or, by a process that is killed, not at all.
 */
@Repository
public class LaneRanks {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    LaneRanks(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A card and the key of its place. */
    private record Place(UUID card, String rank) {}

    /**
     * Has a look at the key that a place in the lane is to have, in the transaction that writes it:
     * the lane is rewritten soon when it is long.
     *
     * @throws CrowdedLaneException when it is too long to be written
     */
    public void look(UUID workspace, UUID lane, String rank) {
        if (rank.length() > Rank.LONGEST) {
            throw new CrowdedLaneException(lane);
        }
        if (rank.length() > Rank.CROWDED) {
            events.publishEvent(new LaneCrowded(workspace, lane));
        }
    }

    /**
     * Rewrites what is long, in a transaction of its own; how many places that were. Cards are
     * locked before their lane, as by everybody, and in the order of their ids.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int rewrite(UUID lane) {
        jdbc.sql("set local lock_timeout = '3s'").update();
        var held =
                new HashSet<>(
                        jdbc.sql("select id from card where lane_id = ? order by id for update")
                                .param(lane)
                                .query(UUID.class)
                                .list());
        jdbc.sql("select 1 from lane where id = ? for update")
                .param(lane)
                .query(Integer.class)
                .optional();
        var places =
                jdbc.sql("select id, rank from card where lane_id = ? order by rank")
                        .param(lane)
                        .query((row, _) ->
                                new Place(row.getObject(1, UUID.class), row.getString(2)))
                        .list();
        var rewritten = RankSpread.of(places.stream().map(Place::rank).toList());
        var cards = rewritten.stream().map(place -> places.get(place.index()).card()).toList();
        // who came in meanwhile may wait for this lane: to wait for them would be a circle
        hold(cards.stream().filter(card -> !held.contains(card)).toList());
        return rewritten.isEmpty()
                ? 0
                : jdbc.sql(
                                """
                                update card set rank = place.rank
                                from unnest(:cards::uuid[], :ranks::text[]) as place (card, rank)
                                where card.id = place.card
                                """)
                        .param("cards", cards.toArray(UUID[]::new))
                        .param(
                                "ranks",
                                rewritten.stream()
                                        .map(RankSpread.Rewritten::rank)
                                        .toArray(String[]::new))
                        .update();
    }

    /** The lanes with long keys, in all workspaces. */
    @Transactional(readOnly = true)
    List<LaneCrowded> crowded() {
        return jdbc.sql("select workspace, lane from crowded_lanes()")
                .query((row, _) ->
                        new LaneCrowded(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    private void hold(List<UUID> cards) {
        if (!cards.isEmpty()) {
            jdbc.sql("select id from card where id = any(?) order by id for update nowait")
                    .param(cards.toArray(UUID[]::new))
                    .query(UUID.class)
                    .list();
        }
    }
}
