package dev.agentworks.core.activity;

import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what, with the old and the new value; written with the change itself. */
@Repository
class CardHistory {

    private static final TypeReference<Map<String, Object>> CHANGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CardHistory(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void record(
            CardRef card,
            Actor actor,
            String action,
            Map<String, Change> changes,
            @Nullable String reason) {
        jdbc.sql(
                        """
                        insert into card_history (id, workspace_id, card_id, actor, run_id, approved_by, action, changes, reason,
                            created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .param(Uuids.v7())
                .param(card.workspaceId())
                .param(card.id())
                .param(actor.name())
                .param(actor.run())
                .param(actor.approvedBy())
                .param(action)
                .param(json.writeValueAsString(changes))
                .param(reason)
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** As long as nobody else set a status after the run. */
    Set<String> statusesLeft(UUID card, UUID run) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select h.changes #>> '{status,from}' from card_history h
                                where h.card_id = :card and h.run_id = :run and h.changes #> '{status,from}' is not null
                                  and not exists (
                                      select from card_history o
                                      where o.card_id = h.card_id and o.run_id is distinct from h.run_id
                                        and jsonb_exists(o.changes, 'status') and (o.created_at, o.id) > (h.created_at, h.id))
                                """)
                        .param("card", card)
                        .param("run", run)
                        .query(String.class)
                        .list());
    }

    List<HistoryEntry> of(UUID card, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        """
                        select id, actor, run_id, action, changes, reason, created_at, approved_by from card_history
                        where card_id = :card
                          and (:id::uuid is null or (created_at, id) < (:at::timestamptz, :id::uuid))
                        order by created_at desc, id desc limit :limit
                        """)
                .param("card", card)
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query((row, _) ->
                        new HistoryEntry(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                json.readValue(row.getString(5), CHANGES),
                                row.getString(6),
                                row.getObject(8, UUID.class),
                                row.getTimestamp(7).toInstant()))
                .list();
    }
}
