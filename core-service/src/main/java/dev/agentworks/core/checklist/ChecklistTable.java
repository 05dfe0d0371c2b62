package dev.agentworks.core.checklist;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The items of checklists, and on each card how many there are. */
@Repository
class ChecklistTable {

    private final JdbcClient jdbc;

    ChecklistTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One who changes a card's list is alone with it until the transaction ends. */
    void lock(CardId card) {
        jdbc.sql("select 1 from card where id = ? for no key update")
                .param(card.value())
                .query(Integer.class)
                .single();
    }

    List<ChecklistItem> of(CardId card) {
        return jdbc.sql(
                        """
                        select id, row_number() over (order by place, id) - 1 as position, text, done_by, done_at, created_at
                        from checklist_item where card_id = ? order by place, id
                        """)
                .param(card.value())
                .query(ChecklistTable::item)
                .list();
    }

    /** Adds an item at the end. */
    void add(UUID id, CardRef card, String text, Instant now) {
        jdbc.sql(
                        """
                        insert into checklist_item (id, workspace_id, card_id, place, text, created_at)
                        select ?, ?, ?, coalesce(max(place) + 1, 0), ?, ? from checklist_item where card_id = ?
                        """)
                .params(id, card.workspaceId(), card.id(), text, Timestamp.from(now), card.id())
                .update();
    }

    void rename(UUID id, String text) {
        jdbc.sql("update checklist_item set text = ? where id = ?").params(text, id).update();
    }

    /**
     * @param person who ticks it off; null when it is open again
     */
    void tick(UUID id, @Nullable UUID person, Instant now) {
        jdbc.sql("update checklist_item set done_by = :person, done_at = :now where id = :id")
                .param("person", person)
                .param("now", person == null ? null : Timestamp.from(now))
                .param("id", id)
                .update();
    }

    /** Puts the item at a place, counted from 0, and the others around it. */
    void place(CardId card, UUID id, int position) {
        jdbc.sql(
                        """
                        update checklist_item i
                        set place = case when i.id = :id then :position else o.at + (case when o.at >= :position then 1 else 0 end) end
                        from (select id, row_number() over (order by id = :id, place, id) - 1 as at
                              from checklist_item where card_id = :card) o
                        where o.id = i.id
                        """)
                .param("id", id)
                .param("position", position)
                .param("card", card.value())
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("delete from checklist_item where id = ?").param(id).update();
    }

    /** Notes on the card how far its list is. */
    void count(CardId card) {
        jdbc.sql(
                        """
                        update card c
                        set checklist_total = n.total, checklist_done = n.done, checklist_changes = c.checklist_changes + 1
                        from (select count(*) as total, count(done_at) as done from checklist_item where card_id = :card) n
                        where c.id = :card
                        """)
                .param("card", card.value())
                .update();
    }

    private static ChecklistItem item(ResultSet row, int number) throws SQLException {
        var done = row.getTimestamp("done_at");
        return new ChecklistItem(
                row.getObject("id", UUID.class),
                row.getInt("position"),
                row.getString("text"),
                done != null,
                row.getObject("done_by", UUID.class),
                done == null ? null : done.toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
