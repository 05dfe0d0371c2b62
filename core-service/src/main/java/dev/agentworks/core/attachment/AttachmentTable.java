package dev.agentworks.core.attachment;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of attachments, those that are not whole included. */
@Repository
class AttachmentTable {

    private static final String FIELDS =
            "select id, name, media_type, size, sha256, uploaded_by, created_at, object_key from attachment ";

    private final JdbcClient jdbc;

    AttachmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An attachment and where its bytes are. */
    record Stored(Attachment attachment, String objectKey) {}

    /** What a workspace holds, what is being uploaded included. */
    record Used(long bytes, int onCard) {}

    List<Attachment> of(CardId card) {
        return jdbc
                .sql(FIELDS + "where card_id = ? and state = 'READY' order by created_at, id")
                .param(card.value())
                .query(AttachmentTable::stored)
                .list()
                .stream()
                .map(Stored::attachment)
                .toList();
    }

    Optional<Stored> find(CardId card, UUID id) {
        return jdbc.sql(FIELDS + "where card_id = ? and id = ? and state = 'READY'")
                .params(card.value(), id)
                .query(AttachmentTable::stored)
                .optional();
    }

    /** Uploads of a workspace are begun one after the other until the transaction ends. */
    Used lockUsed(CardRef card) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('attachments/' || ?::text, 0))")
                .param(card.workspaceId())
                .query((_, _) -> true)
                .single();
        return jdbc.sql(
                        """
                        select coalesce(sum(size), 0), count(*) filter (where card_id = ? and state <> 'REMOVED')
                        from attachment where workspace_id = ?
                        """)
                .params(card.id(), card.workspaceId())
                .query((row, _) -> new Used(row.getLong(1), row.getInt(2)))
                .single();
    }

    void begin(
            UUID id,
            CardRef card,
            String objectKey,
            String name,
            long reserved,
            UUID person,
            Instant now) {
        jdbc.sql(
                        """
                        insert into attachment (id, card_id, workspace_id, object_key, state, name, size, uploaded_by, created_at)
                        values (?, ?, ?, ?, 'UPLOADING', ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        card.id(),
                        card.workspaceId(),
                        objectKey,
                        name,
                        reserved,
                        person,
                        Timestamp.from(now))
                .update();
    }

    /** Another attempt at this upload, if there is one, never becomes whole. */
    void giveUpOthers(CardId card, UUID id) {
        jdbc.sql(
                        """
                        update attachment set state = 'REMOVED', state_at = now()
                        where card_id = ? and id = ? and state = 'UPLOADING'
                        """)
                .params(card.value(), id)
                .update();
    }

    void giveUp(String objectKey) {
        jdbc.sql(
                        """
                        update attachment set state = 'REMOVED', state_at = now()
                        where object_key = ? and state = 'UPLOADING'
                        """)
                .param(objectKey)
                .update();
    }

    /** Whether this upload was still wanted. */
    boolean finish(String objectKey, String mediaType, long size, byte[] sha256) {
        return jdbc.sql(
                                """
                                update attachment set state = 'READY', state_at = now(), media_type = ?, size = ?, sha256 = ?
                                where object_key = ? and state = 'UPLOADING'
                                """)
                        .params(mediaType, size, sha256, objectKey)
                        .update()
                == 1;
    }

    /** Whether it was there. */
    boolean remove(String objectKey) {
        return jdbc.sql(
                                """
                                update attachment set state = 'REMOVED', state_at = now()
                                where object_key = ? and state = 'READY'
                                """)
                        .param(objectKey)
                        .update()
                == 1;
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                new Attachment(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        row.getObject("uploaded_by", UUID.class),
                        row.getTimestamp("created_at").toInstant()),
                row.getString("object_key"));
    }
}
