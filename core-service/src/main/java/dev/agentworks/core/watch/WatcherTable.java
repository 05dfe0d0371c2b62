package dev.agentworks.core.watch;

import dev.agentworks.core.card.CardId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The watchers of cards. */
@Repository
class WatcherTable {

    private final JdbcClient jdbc;

    WatcherTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who watch already go on watching. */
    void add(UUID workspace, UUID card, Collection<UUID> people, Instant now) {
        jdbc.sql(
                        """
                        insert into card_watcher (workspace_id, card_id, person_id, since)
                        select ?, ?, person, ? from unnest(?) as person
                        on conflict (card_id, person_id) do update set watching = true, since = excluded.since
                        where not card_watcher.watching
                        """)
                .params(workspace, card, Timestamp.from(now), people.toArray(UUID[]::new))
                .update();
    }

    void remove(UUID workspace, UUID card, UUID person, Instant now) {
        jdbc.sql(
                        """
                        insert into card_watcher (workspace_id, card_id, person_id, since, watching)
                        values (?, ?, ?, ?, false)
                        on conflict (card_id, person_id) do update set watching = false
                        """)
                .params(workspace, card, person, Timestamp.from(now))
                .update();
    }

    /** Those who are still members, the first one first. */
    List<Watcher> of(CardId card) {
        return jdbc.sql(
                        """
                        select p.id, p.name, w.since
                        from (
                            select workspace_id, person_id, since from card_watcher where card_id = :card and watching
                            union all
                            select h.workspace_id, substr(h.actor, 6)::uuid, h.created_at from card_history h
                            where h.card_id = :card and h.action = 'created' and starts_with(h.actor, 'user:')
                              and not exists (
                                  select from card_watcher o
                                  where o.card_id = h.card_id and 'user:' || o.person_id = h.actor)
                        ) w
                        join membership m on m.workspace_id = w.workspace_id and m.person_id = w.person_id
                        join person p on p.id = w.person_id
                        order by w.since, p.id
                        """)
                .param("card", card.value())
                .query((row, _) ->
                        new Watcher(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()))
                .list();
    }
}
