package dev.agentworks.core.comment;

import dev.agentworks.core.card.CardId;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the comments of a card, from the first one on. */
@Repository
class CommentQueries {

    private static final String SELECT =
            "select id, author, body, file, line, created_at from card_comment where card_id = :card";

    private final JdbcClient jdbc;

    CommentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CommentRow> of(CardId card) {
        return jdbc.sql(SELECT + " order by created_at, id")
                .param("card", card.value())
                .query(CommentQueries::row)
                .list();
    }

    List<CommentRow> of(CardId card, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        SELECT
                                + """
                                 and (:id::uuid is null or (created_at, id) > (:at::timestamptz, :id::uuid))
                                order by created_at, id limit :limit
                                """)
                .param("card", card.value())
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(CommentQueries::row)
                .list();
    }

    private static CommentRow row(ResultSet row, int index) throws SQLException {
        return new CommentRow(
                new CommentId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                (Integer) row.getObject(5),
                row.getTimestamp(6).toInstant());
    }
}
