package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The statements that write a run's stream; all run inside the caller's transaction. */
@Component
class StreamStore {
    private static final String COLUMNS =
            "run_id, workspace_id, card_id, epoch, next_offset, final_offset, opened_at, journal_done, ended_at";
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    StreamStore(JdbcTemplate template, JdbcClient jdbc, JsonMapper json) {
        this.template = template;
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Creates the stream if it is missing, and locks it, so that offsets are assigned by one
     * transaction at a time.
     */
    LockedStream lock(UUID workspace, UUID card, UUID run) {
        return jdbc.sql(
                        """
                        insert into log_stream as s (run_id, workspace_id, card_id) values (?, ?, ?)
                        on conflict (run_id) do update set workspace_id = s.workspace_id
                        returning\s\
                        """
                                + COLUMNS)
                .params(run, workspace, card)
                .query(StreamStore::row)
                .single();
    }

    /** Locks a stream that exists. */
    LockedStream lock(UUID run) {
        return jdbc.sql("select " + COLUMNS + " from log_stream where run_id = ? for update")
                .param(run)
                .query(StreamStore::row)
                .single();
    }

    /** The last stored number of this producer; 0 when none is stored. */
    long lastSeq(UUID run, String producer) {
        return jdbc.sql("select last_seq from log_producer where run_id = ? and producer = ?")
                .params(run, producer)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void lastSeq(StreamHead head, String producer, long seq) {
        jdbc.sql(
                        """
                        insert into log_producer (run_id, producer, workspace_id, last_seq) values (?, ?, ?, ?)
                        on conflict (run_id, producer) do update set last_seq = excluded.last_seq
                        """)
                .params(head.runId(), producer, head.workspaceId(), seq)
                .update();
    }

    void append(StreamHead head, List<StoredLine> lines) {
        template.execute((Connection connection) -> {
            insert(connection, head, lines);
            return 0;
        });
    }

    /** Advances the stream, and fixes its end when no line can follow. */
    StreamHead advance(LockedStream row, long next, long bytes, boolean journalDone) {
        return jdbc.sql(
                        """
                        update log_stream s
                           set next_offset = :next, bytes = bytes + :bytes, journal_done = :done,
                               final_offset = case when :done and ended_at is not null and not exists (
                                       select from log_early e where e.run_id = s.run_id) then :next end,
                               closed_at = case when :done and ended_at is not null and not exists (
                                       select from log_early e where e.run_id = s.run_id) then clock_timestamp() end
                         where run_id = :run
                        returning\s\
                        """
                                + COLUMNS)
                .param("next", next)
                .param("bytes", bytes)
                .param("done", journalDone)
                .param("run", row.head().runId())
                .query(LogHistory::head)
                .single();
    }

    void end(UUID run) {
        jdbc.sql(
                        "update log_stream set ended_at = coalesce(ended_at, clock_timestamp()) where run_id = ?")
                .param(run)
                .update();
    }

    void countLate(UUID run, int lines) {
        jdbc.sql("update log_stream set late_lines = late_lines + ? where run_id = ?")
                .params(lines, run)
                .update();
    }

    void keepEarly(StreamHead head, String producer, long firstSeq, String batch) {
        jdbc.sql(
                        """
                        insert into log_early (run_id, producer, first_seq, workspace_id, batch) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(head.runId(), producer, firstSeq, head.workspaceId(), batch)
                .update();
    }

    /**
     * Removes and returns the waiting batches of a producer that may be stored now, lowest number
     * first.
     */
    List<String> takeEarly(UUID run, String producer, long upTo) {
        return jdbc.sql(
                        """
                        with taken as (delete from log_early where run_id = ? and producer = ? and first_seq <= ?
                                       returning first_seq, batch)
                        select batch from taken order by first_seq
                        """)
                .params(run, producer, upTo)
                .query((row, _) -> row.getString("batch"))
                .list();
    }

    @Nullable Long lowestEarly(UUID run, String producer) {
        return jdbc.sql(
                        "select first_seq from log_early where run_id = ? and producer = ? order by first_seq limit 1")
                .params(run, producer)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private void insert(Connection connection, StreamHead head, List<StoredLine> lines)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        insert into log_line (run_id, workspace_id, line_offset, logged_at, level, source, agent_id,
                               step_path, message, metadata)
                        select ?, ?, l.* from unnest(?, ?, ?, ?, ?, ?, ?, ?) as l
                        """)) {
            statement.setObject(1, head.runId());
            statement.setObject(2, head.workspaceId());
            statement.setArray(3, array(connection, "bigint", lines, StoredLine::offset));
            statement.setArray(
                    4, array(connection, "timestamptz", lines, l -> l.timestamp().toString()));
            statement.setArray(5, array(connection, "text", lines, l -> name(l.level())));
            statement.setArray(6, array(connection, "text", lines, l -> name(l.source())));
            statement.setArray(7, array(connection, "text", lines, StoredLine::agentId));
            statement.setArray(8, array(connection, "text", lines, StoredLine::stepPath));
            statement.setArray(9, array(connection, "text", lines, StoredLine::message));
            statement.setArray(10, array(connection, "text", lines, this::metadata));
            statement.executeUpdate();
        }
    }

    private @Nullable String metadata(StoredLine line) {
        return line.metadata() == null ? null : json.writeValueAsString(line.metadata());
    }

    private static Array array(
            Connection connection,
            String type,
            List<StoredLine> lines,
            Function<StoredLine, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, lines.stream().map(column).toArray());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static LockedStream row(ResultSet row, int number) throws SQLException {
        return new LockedStream(
                LogHistory.head(row, number),
                row.getBoolean("journal_done"),
                row.getObject("ended_at") != null);
    }
}
