package dev.agentworks.core.feed;

import dev.agentworks.core.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of feeds and the counter of each workspace. */
@Repository
class FeedTable {

    /** A page ends with the event that reaches this many characters. */
    private static final long LARGEST = 1_000_000;

    private final JdbcClient jdbc;

    FeedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Numbers the events and keeps those that are not there; locks the workspace's counter. */
    void append(UUID workspace, List<FeedEvent> events) {
        if (!number(workspace, events) && begin(workspace)) {
            number(workspace, events);
        }
    }

    FeedPage read(WorkspaceId workspace, long after, int limit) {
        var rows =
                jdbc.sql(
                                """
                                select f.floor, f.head, e.seq, e.type, e.data
                                from workspace_feed f
                                left join lateral (
                                    select seq, type, data from feed_event
                                    where workspace_id = f.workspace_id and seq > :after
                                    order by seq
                                    limit :limit) e on true
                                where f.workspace_id = :workspace
                                order by e.seq
                                """)
                        .param("workspace", workspace.value())
                        .param("after", after)
                        .param("limit", limit)
                        .query(Row.class)
                        .list();
        if (rows.isEmpty()) {
            return FeedPage.EMPTY;
        }
        var events = new ArrayList<FeedPage.Numbered>();
        long size = 0;
        for (var row : rows) {
            var event = row.event();
            if (event != null && size < LARGEST) {
                events.add(event);
                size += event.data().length();
            }
        }
        return new FeedPage(rows.getFirst().floor(), rows.getFirst().head(), events);
    }

    // one statement: the counter stays locked until the transaction ends
    private boolean number(UUID workspace, List<FeedEvent> events) {
        return jdbc.sql(
                                """
                                with counter as (
                                    update workspace_feed set head = head + cardinality(:ids::text[])
                                    where workspace_id = :workspace
                                    returning head - cardinality(:ids::text[]) as before)
                                insert into feed_event (workspace_id, seq, event_id, type, data)
                                select :workspace, counter.before + event.place, event.id, event.type, event.data
                                from counter, unnest(:ids::text[], :types::text[], :data::text[])
                                    with ordinality as event (id, type, data, place)
                                on conflict (workspace_id, event_id) do nothing
                                """)
                        .param("workspace", workspace)
                        .param("ids", texts(events.stream().map(FeedEvent::eventId).toList()))
                        .param("types", texts(events.stream().map(FeedEvent::type).toList()))
                        .param("data", texts(events.stream().map(FeedEvent::data).toList()))
                        .update()
                > 0;
    }

    /** Whether the workspace is seen and had no counter. */
    private boolean begin(UUID workspace) {
        return jdbc.sql(
                                """
                                insert into workspace_feed (workspace_id)
                                select id from workspace where id = ?
                                on conflict do nothing
                                """)
                        .param(workspace)
                        .update()
                == 1;
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** A counter with one of its events; without when there is none. */
    private record Row(
            long floor,
            long head,
            @Nullable Long seq,
            @Nullable String type,
            @Nullable String data) {

        FeedPage.@Nullable Numbered event() {
            return seq == null || type == null || data == null
                    ? null
                    : new FeedPage.Numbered(seq, type, data);
        }
    }
}
