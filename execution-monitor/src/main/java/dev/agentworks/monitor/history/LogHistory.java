package dev.agentworks.monitor.history;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the stored lines, the authoritative record of what a run wrote. */
@Component
public class LogHistory {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String LINE_COLUMNS =
            "line_offset, logged_at, level, source, agent_id, step_path, message, metadata";
    private static final String HEAD_COLUMNS =
            "run_id, workspace_id, card_id, epoch, next_offset, final_offset, floor_offset, opened_at";
    private final ReadPool reads;
    private final JsonMapper json;

    LogHistory(ReadPool reads, JsonMapper json) {
        this.reads = reads;
        this.json = json;
    }

    /** The workspace of a run, for the access check before any reading. */
    public Optional<UUID> workspaceOf(UUID run) {
        return reads
                .acrossWorkspaces(jdbc ->
                        jdbc.sql("select workspace_of_run(?)").param(run).query(UUID.class).list())
                .stream()
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** The head of the run's stream; empty for a run that has written nothing yet. */
    public Optional<StreamHead> head(UUID workspace, UUID run) {
        return reads.inWorkspace(
                workspace,
                jdbc ->
                        jdbc.sql("select " + HEAD_COLUMNS + " from log_stream where run_id = ?")
                                .param(run)
                                .query(LogHistory::head)
                                .optional());
    }

    /** The heads of the streams of these cards' runs, oldest first, across workspaces. */
    public List<StreamHead> positions(Collection<UUID> cards) {
        return reads.acrossWorkspaces(jdbc ->
                jdbc.sql(
                                "select "
                                        + HEAD_COLUMNS
                                        + " from stream_positions(?::uuid[]) order by opened_at, run_id")
                        .param(arrayOf(cards))
                        .query(LogHistory::head)
                        .list());
    }

    /** The lines from an offset on, in order. */
    public List<StoredLine> page(UUID workspace, UUID run, long from, int limit) {
        return reads.inWorkspace(
                workspace,
                jdbc ->
                        jdbc.sql(
                                        "select "
                                                + LINE_COLUMNS
                                                + " from log_line where run_id = ? and line_offset >= ?"
                                                + " order by line_offset limit ?")
                                .params(run, from, limit)
                                .query((row, _) -> line(row))
                                .list());
    }

    List<StoredLine> search(UUID workspace, UUID run, LineQuery query) {
        return reads.inWorkspace(
                workspace,
                jdbc ->
                        jdbc.sql(
                                        "select "
                                                + LINE_COLUMNS
                                                + """
                                                 from log_line
                                                where run_id = :run and line_offset >= :from
                                                  and (:levels = '' or level = any (string_to_array(:levels, ',')))
                                                  and (:sources = '' or source = any (string_to_array(:sources, ',')))
                                                  and (:text = '' or position(lower(:text) in lower(message)) > 0)
                                                order by line_offset limit :limit
                                                """)
                                .param("run", run)
                                .param("from", query.from())
                                .param("levels", names(query.levels()))
                                .param("sources", names(query.sources()))
                                .param("text", query.text() == null ? "" : query.text())
                                .param("limit", query.limit())
                                .query((row, _) -> line(row))
                                .list());
    }

    private StoredLine line(ResultSet row) throws SQLException {
        return new StoredLine(
                row.getLong("line_offset"),
                row.getObject("logged_at", OffsetDateTime.class).toInstant(),
                LogLevel.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                LogSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getString("agent_id"),
                row.getString("step_path"),
                row.getString("message"),
                metadata(row.getString("metadata")));
    }

    private @Nullable Map<String, Object> metadata(@Nullable String text) {
        return text == null ? null : json.readValue(text, OBJECT);
    }

    /** Maps a row with the columns of a stream's head. */
    public static StreamHead head(ResultSet row, int number) throws SQLException {
        return new StreamHead(
                row.getObject("run_id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getLong("epoch"),
                row.getLong("next_offset"),
                row.getObject("final_offset", Long.class),
                row.getLong("floor_offset"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return String.join(
                ",", values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
    }

    private static String arrayOf(Collection<UUID> ids) {
        return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
    }
}
