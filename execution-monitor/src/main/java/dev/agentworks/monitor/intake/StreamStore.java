package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
            "run_id, workspace_id, card_id, epoch, next_offset, final_offset, floor_offset, opened_at, journal_done, ended_at";

    /** Whether every number that was told is stored, and how many there are was told. */
    private static final String COMPLETE =
            """
            ended_at is not null
            and (:done or exists (select from log_producer p
                                   where p.run_id = s.run_id and p.producer = 'journal' and p.told_seq is not null))
            and not exists (select from log_producer p where p.run_id = s.run_id and p.told_seq > p.last_seq)
            and not exists (select from log_gap g where g.run_id = s.run_id)
            and not exists (select from log_early e where e.run_id = s.run_id)
            """;

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

    /** Which of this producer's lines are stored. */
    ProducerPosition position(UUID run, String producer) {
        var gaps = new ArrayList<SeqRange>();
        var lastSeq =
                jdbc.sql(
                                """
                                select coalesce(p.last_seq, 0) as last_seq, g.from_seq, g.to_seq
                                  from (values (1)) as one
                                  left join log_producer p on p.run_id = :run and p.producer = :producer
                                  left join log_gap g on g.run_id = :run and g.producer = :producer
                                 order by g.from_seq
                                """)
                        .param("run", run)
                        .param("producer", producer)
                        .query((row, _) -> {
                            long from = row.getLong("from_seq");
                            if (from > 0) {
                                gaps.add(new SeqRange(from, row.getLong("to_seq")));
                            }
                            return row.getLong("last_seq");
                        })
                        .list()
                        .getFirst();
        return new ProducerPosition(lastSeq, gaps);
    }

    /** Stores a position that was another one before. */
    void move(
            StreamHead head, String producer, ProducerPosition before, ProducerPosition position) {
        if (position.lastSeq() > before.lastSeq()) {
            jdbc.sql(
                            """
                            insert into log_producer (run_id, producer, workspace_id, last_seq) values (?, ?, ?, ?)
                            on conflict (run_id, producer) do update set last_seq = excluded.last_seq
                            """)
                    .params(head.runId(), producer, head.workspaceId(), position.lastSeq())
                    .update();
        }
        if (position.gaps().equals(before.gaps())) {
            return;
        }
        jdbc.sql("delete from log_gap where run_id = ? and producer = ?")
                .params(head.runId(), producer)
                .update();
        for (var gap : position.gaps()) {
            jdbc.sql(
                            """
                            insert into log_gap (run_id, producer, from_seq, to_seq, workspace_id) values (?, ?, ?, ?, ?)
                            """)
                    .params(head.runId(), producer, gap.from(), gap.to(), head.workspaceId())
                    .update();
        }
    }

    /** Stores how far a producer is said to have come. */
    void told(StreamHead head, String producer, long seq) {
        jdbc.sql(
                        """
                        insert into log_producer as p (run_id, producer, workspace_id, last_seq, told_seq)
                        values (?, ?, ?, 0, ?)
                        on conflict (run_id, producer) do update
                            set told_seq = greatest(coalesce(p.told_seq, 0), excluded.told_seq)
                        """)
                .params(head.runId(), producer, head.workspaceId(), seq)
                .update();
    }

    /** The producers of which a number that was told or passed over has not arrived. */
    List<Lacking> lacking(UUID run) {
        return jdbc.sql(
                        """
                        select producer, coalesce(told_seq, 0) as told_seq from log_producer
                         where run_id = :run
                           and (told_seq > last_seq
                                or producer in (select g.producer from log_gap g where g.run_id = :run))
                         order by producer
                        """)
                .param("run", run)
                .query((row, _) -> new Lacking(row.getString("producer"), row.getLong("told_seq")))
                .list();
    }

    /** Whether it is known how many lines the journal has. */
    boolean isJournalTold(UUID run) {
        return jdbc.sql(
                        "select exists (select from log_producer where run_id = ? and producer = 'journal' and told_seq is not null)")
                .param(run)
                .query(Boolean.class)
                .single();
    }

    void append(StreamHead head, List<StoredLine> lines) {
        template.execute((Connection connection) -> {
            insert(connection, head, lines);
            return 0;
        });
    }

    /** Advances the stream by the new lines; it has its end when all that was told is stored. */
    StreamHead advance(LineNumbering lines) {
        return jdbc.sql(
                        """
                        update log_stream s
                           set next_offset = :next, bytes = bytes + :bytes, journal_done = :done,
                               late_lines = late_lines + :late, incomplete_at = null,
                               waits_since = case when ended_at is not null then clock_timestamp() end,
                               forgotten_at = null,
                               (final_offset, closed_at) = (
                                   select case when it.is_complete then :next end,
                                          case when it.is_complete then coalesce(closed_at, clock_timestamp()) end
                                     from (select %s as is_complete) as it)
                         where run_id = :run
                        returning %s
                        """
                                .formatted(COMPLETE, COLUMNS))
                .param("next", lines.next())
                .param("bytes", lines.bytes())
                .param("done", lines.journalDone())
                .param("late", lines.late())
                .param("run", lines.head().runId())
                .query(LogHistory::head)
                .single();
    }

    void end(UUID run) {
        jdbc.sql(
                        "update log_stream set ended_at = coalesce(ended_at, clock_timestamp()) where run_id = ?")
                .param(run)
                .update();
    }

    /** Remembers that readers were told what is missing. */
    void toldIncomplete(UUID run) {
        jdbc.sql("update log_stream set incomplete_at = clock_timestamp() where run_id = ?")
                .param(run)
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

    /** A producer whose lines up to a number should be there; 0 when no number was told. */
    record Lacking(String producer, long toldSeq) {}
}
