package dev.agentworks.core.document;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads documents with their cards and lists of them, and links documents. */
@Repository
class DocumentQueries {

    private static final String COLUMNS =
            """
            d.id, d.workspace_id, d.project_id, d.type, d.title, d.status, d.version, d.author, d.approved_by, d.created_at,
            d.updated_at,
            (select max(a.version) from document_version a where a.document_id = d.id and a.approved_at is not null) as approved_version,
            array(select card_id from document_card where document_id = d.id order by card_id) as cards
            """;

    private final JdbcClient jdbc;

    DocumentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The document with its newest text. */
    DocumentDetail require(DocumentId id) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + ", v.content from document d join document_version v on v.document_id = d.id and v.version = d.version where d.id = ?")
                .param(id.value())
                .query((row, number) ->
                        new DocumentDetail(summary(row, number), row.getString("content")))
                .optional()
                .orElseThrow(() -> Access.notFound("document"));
    }

    Optional<DocumentText> text(DocumentId document, int version) {
        return jdbc.sql(
                        "select version, title, content from document_version where document_id = ? and version = ?")
                .params(document.value(), version)
                .query(DocumentText.class)
                .optional();
    }

    List<DocumentSummary> ofProject(ProjectId project, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from document d
                                where d.project_id = :project
                                  and (:id::uuid is null or (d.updated_at, d.id) < (:at::timestamptz, :id::uuid))
                                order by d.updated_at desc, d.id desc limit :limit
                                """)
                .param("project", project.value())
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(DocumentQueries::summary)
                .list();
    }

    List<DocumentSummary> ofProject(ProjectId project) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from document d where d.project_id = ? order by d.updated_at desc, d.id")
                .param(project.value())
                .query(DocumentQueries::summary)
                .list();
    }

    /** The card's own document of this type: what is linked to it and to others is nobody's own. */
    Optional<DocumentId> own(CardId card, DocumentType type) {
        return jdbc.sql(
                        "select id from document where card_id = ? and type = ? order by created_at limit 1")
                .params(card.value(), type.name())
                .query(UUID.class)
                .optional()
                .map(DocumentId::new);
    }

    /** Lets one transaction after the other look for the card's own document and make it. */
    void lockOwn(CardId card, DocumentType type) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('document/' || ? || '/' || ?, 0))")
                .params(type.name(), card.toString())
                .query((_, _) -> card)
                .single();
    }

    /** Changes whenever a criterion that documents answer for may. */
    String stateOf(ProjectId project) {
        return jdbc.sql(
                        """
                        select concat_ws(',', count(*), sum(version), max(updated_at),
                            count(*) filter (where status = 'APPROVED'),
                            (select count(*) from document_card c join document o on o.id = c.document_id
                             where o.project_id = :project))
                        from document where project_id = :project
                        """)
                .param("project", project.value())
                .query(String.class)
                .single();
    }

    List<VersionSummary> versions(DocumentId document) {
        return jdbc.sql(
                        "select version, title, author, note, created_at, approved_by, approved_at from document_version where document_id = ? order by version desc")
                .param(document.value())
                .query((row, _) ->
                        new VersionSummary(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                approver(row.getObject(6, UUID.class)),
                                row.getTimestamp(7) == null
                                        ? null
                                        : row.getTimestamp(7).toInstant()))
                .list();
    }

    /** Links the card to the document, unless it is linked already. */
    void link(DocumentId document, CardRow card) {
        jdbc.sql(
                        "insert into document_card (document_id, card_id, workspace_id) values (?, ?, ?) on conflict do nothing")
                .params(document.value(), card.id(), card.workspaceId())
                .update();
    }

    private static DocumentSummary summary(ResultSet row, int number) throws SQLException {
        return new DocumentSummary(
                new DocumentId(row.getObject("id", UUID.class)),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                DocumentType.valueOf(row.getString("type")),
                row.getString("title"),
                DocumentStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getString("author"),
                approver(row.getObject("approved_by", UUID.class)),
                (Integer) row.getObject("approved_version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                cards(row.getArray("cards")));
    }

    private static @Nullable UserId approver(@Nullable UUID person) {
        return person == null ? null : new UserId(person);
    }

    private static List<CardId> cards(Array array) throws SQLException {
        return Arrays.stream((UUID[]) array.getArray()).map(CardId::new).toList();
    }
}
