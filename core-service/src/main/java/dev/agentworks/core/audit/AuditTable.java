package dev.agentworks.core.audit;

import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries of audit logs. */
@Repository
class AuditTable {

    /**
     * What was written here, and what the history of cards says, each read no further than asked.
     */
    private static final String ENTRIES =
            """
            select * from (
                (select id, at, actor_kind, actor_id, actor_name, api_key_id, run_id,
                        action, thing_kind, thing_id, thing_name, details::text as details, address
                 from audit_entry
                 where workspace_id = :workspace
                   and (cast(:actor as uuid) is null or actor_id = :actor)
                   and (cast(:action as text) is null or action = :action)
                   and (cast(:from as timestamptz) is null or at >= :from)
                   and (cast(:to as timestamptz) is null or at < :to)
                   and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, cast(:afterId as uuid)))
                 order by at desc, id desc
                 limit :limit)
                union all
                (select h.id, h.created_at,
                        case split_part(h.actor, ':', 1) when 'user' then 'PERSON' when 'agent' then 'AGENT' else 'PLATFORM' end,
                        h.person, coalesce(p.name, split_part(h.actor, ':', 2)), null::uuid, h.run_id,
                        'card.' || h.action, 'card', h.card_id::text, pr.key || '-' || c.number || ' ' || c.title,
                        (h.changes || case when h.reason is null then '{}' else jsonb_build_object('reason', h.reason) end)::text, null::text
                 from (
                    select *, case when actor like 'user:%' then substring(actor from 6)::uuid end as person
                    from card_history
                    where workspace_id = :workspace
                      and (cast(:actor as uuid) is null or actor = 'user:' || cast(:actor as uuid))
                      and (cast(:action as text) is null or 'card.' || action = :action)
                      and (cast(:from as timestamptz) is null or created_at >= :from)
                      and (cast(:to as timestamptz) is null or created_at < :to)
                      and (cast(:afterAt as timestamptz) is null
                        or (created_at, id) < (:afterAt, cast(:afterId as uuid)))
                    order by created_at desc, id desc
                    limit :limit) h
                 join card c on c.id = h.card_id
                 join project pr on pr.id = c.project_id
                 left join person p on p.id = h.person)) entries
            order by at desc, id desc
            limit :limit
            """;

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry that is added. */
    record Row(
            UUID id,
            UUID workspace,
            Timestamp at,
            AuditActor.Kind kind,
            RequestOrigin origin,
            String action,
            AuditThing thing,
            String details) {}

    void add(Row row) {
        jdbc.sql(
                        """
                        insert into audit_entry (id, workspace_id, at, actor_kind, actor_id, actor_name, api_key_id,
                                                 action, thing_kind, thing_id, thing_name, details, address)
                        values (:id, :workspace, :at, :kind, :actor,
                                coalesce((select name from person where id = :actor), 'AgentWorks'), :key,
                                :action, :thingKind, :thingId, :thingName, cast(:details as jsonb), :address)
                        """)
                .param("id", row.id())
                .param("workspace", row.workspace())
                .param("at", row.at())
                .param("kind", row.kind().name())
                .param("actor", row.origin().person(), Types.OTHER)
                .param("key", row.origin().apiKey(), Types.OTHER)
                .param("action", row.action())
                .param("thingKind", row.thing().kind())
                .param("thingId", row.thing().id())
                .param("thingName", row.thing().name())
                .param("details", row.details())
                .param("address", row.origin().address())
                .update();
    }

    List<AuditEntry> read(UUID workspace, AuditFilter filter, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(ENTRIES)
                .param("workspace", workspace)
                .param("actor", filter.actor(), Types.OTHER)
                .param("action", filter.action())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("afterAt", after == null ? null : Timestamp.from(after.at()))
                .param("afterId", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(AuditTable::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new AuditActor(
                        AuditActor.Kind.valueOf(row.getString("actor_kind")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name"),
                        row.getObject("api_key_id", UUID.class),
                        row.getObject("run_id", UUID.class)),
                row.getString("action"),
                new AuditThing(
                        row.getString("thing_kind"),
                        row.getString("thing_id"),
                        row.getString("thing_name")),
                row.getString("details"),
                row.getString("address"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
