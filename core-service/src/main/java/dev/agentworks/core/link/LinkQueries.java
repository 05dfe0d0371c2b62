package dev.agentworks.core.link;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.link.LinkRow.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads links with the cards at their ends. */
@Repository
class LinkQueries {

    private static final String SELECT =
            """
            select k.id, k.kind,
                   f.id as from_id, p.key || '-' || f.number as from_key, f.title as from_title, fl.number as from_lane,
                   f.status as from_status,
                   t.id as to_id, p.key || '-' || t.number as to_key, t.title as to_title, tl.number as to_lane,
                   t.status as to_status
            from card_link k
            join card f on f.id = k.from_id and f.archived_at is null
            join lane fl on fl.id = f.lane_id
            join card t on t.id = k.to_id and t.archived_at is null
            join lane tl on tl.id = t.lane_id
            join project p on p.id = f.project_id
            """;

    private final JdbcClient jdbc;

    LinkQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LinkRow> find(LinkId link) {
        return jdbc.sql(SELECT + " where k.id = ?")
                .param(link.value())
                .query(LinkQueries::row)
                .optional();
    }

    /** The links of a card, in both directions. */
    List<LinkRow> of(CardId card) {
        return jdbc.sql(SELECT + " where k.from_id = :card or k.to_id = :card order by k.id")
                .param("card", card.value())
                .query(LinkQueries::row)
                .list();
    }

    /** The cards that block this one and are not done. */
    List<End> blockers(CardId card) {
        return jdbc.sql(
                        """
                        select b.id, p.key || '-' || b.number as key, b.title, l.number as lane, b.status
                        from card_link k
                        join card b on b.id = k.from_id
                        join lane l on l.id = b.lane_id
                        join project p on p.id = b.project_id
                        where k.to_id = ? and k.kind = 'BLOCKS' and b.status <> 'DONE' and b.archived_at is null
                        order by b.number
                        """)
                .param(card.value())
                .query((row, _) -> end(row, ""))
                .list();
    }

    /** Whether the first card blocks the last, by itself or along others. */
    boolean blocks(UUID first, UUID last) {
        return jdbc.sql(
                        """
                        with recursive chain (id) as (
                            select to_id from card_link where from_id = ? and kind = 'BLOCKS'
                            union
                            select l.to_id from card_link l join chain c on l.from_id = c.id where l.kind = 'BLOCKS'
                        )
                        select exists (select from chain where id = ?)
                        """)
                .params(first, last)
                .query(Boolean.class)
                .single();
    }

    /**
     * Locks the project until the transaction ends. One link after the other: two at once could
     * close a circle that neither of them sees.
     */
    void lockProject(UUID project) {
        jdbc.sql("select 1 from project where id = ? for no key update")
                .param(project)
                .query(Integer.class)
                .single();
    }

    private static LinkRow row(ResultSet row, int number) throws SQLException {
        return new LinkRow(
                new LinkId(row.getObject("id", UUID.class)),
                LinkKind.valueOf(row.getString("kind")),
                end(row, "from_"),
                end(row, "to_"));
    }

    private static End end(ResultSet row, String side) throws SQLException {
        return new End(
                new CardId(row.getObject(side + "id", UUID.class)),
                row.getString(side + "key"),
                row.getString(side + "title"),
                row.getInt(side + "lane"),
                CardStatus.valueOf(row.getString(side + "status")));
    }
}
