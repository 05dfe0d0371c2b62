package dev.agentworks.core.comment;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.workspace.MemberNames;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the comments of a card, from the first one on, with the names of those they mention. */
@Repository
class CommentQueries {

    private static final String SELECT =
            """
            select id, author, body, file, line, mentions, created_at, edited_at from card_comment where card_id = :card
            """;

    private static final TypeReference<List<UUID>> IDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MemberNames names;

    CommentQueries(JdbcClient jdbc, JsonMapper json, MemberNames names) {
        this.jdbc = jdbc;
        this.json = json;
        this.names = names;
    }

    /** A comment as it is stored: people by their ids. */
    private record Stored(
            CommentId id,
            String author,
            String body,
            @Nullable String file,
            @Nullable Integer line,
            List<UUID> mentions,
            Instant createdAt,
            @Nullable Instant editedAt) {

        CommentRow named(Map<UUID, String> named) {
            return CommentRow.of(
                    id, author, body, file, line, mentions, createdAt, editedAt, named);
        }
    }

    List<CommentRow> of(CardId card) {
        return named(
                jdbc.sql(SELECT + " order by created_at, id")
                        .param("card", card.value())
                        .query(this::row)
                        .list());
    }

    List<CommentRow> of(CardId card, @Nullable Authors authors, CursorRequest request) {
        var after = request.moment();
        return named(
                jdbc.sql(
                                SELECT
                                        + """
                                         and (:authors::text is null or starts_with(author, :authors))
                                         and (:id::uuid is null or (created_at, id) > (:at::timestamptz, :id::uuid))
                                        order by created_at, id limit :limit
                                        """)
                        .param("card", card.value())
                        .param("authors", authors == null ? null : authors.prefix())
                        .param("at", after == null ? null : Timestamp.from(after.at()))
                        .param("id", after == null ? null : after.id())
                        .param("limit", request.fetchLimit())
                        .query(this::row)
                        .list());
    }

    private List<CommentRow> named(List<Stored> comments) {
        var named =
                names.named(
                        comments.stream().flatMap(comment -> comment.mentions().stream()).toList());
        return comments.stream().map(comment -> comment.named(named)).toList();
    }

    private Stored row(ResultSet row, int index) throws SQLException {
        var edited = row.getTimestamp("edited_at");
        return new Stored(
                new CommentId(row.getObject("id", UUID.class)),
                row.getString("author"),
                row.getString("body"),
                row.getString("file"),
                (Integer) row.getObject("line"),
                json.readValue(row.getString("mentions"), IDS),
                row.getTimestamp("created_at").toInstant(),
                edited == null ? null : edited.toInstant());
    }
}
