package dev.agentworks.core.document;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.gate.JudgedCard;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads documents with their cards, lists and facts for exit criteria, and links documents. */
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

    Optional<DocumentId> blueprint(ProjectId project) {
        return jdbc.sql("select id from document where project_id = ? and type = 'BLUEPRINT'")
                .param(project.value())
                .query(UUID.class)
                .optional()
                .map(DocumentId::new);
    }

    /** Lets one transaction after the other look for the project's blueprint and make it. */
    void lockBlueprint(ProjectId project) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('blueprint/' || ?, 0))")
                .param(project.toString())
                .query((_, _) -> project)
                .single();
    }

    Optional<DocumentId> ofCard(CardId card, DocumentType type) {
        return jdbc.sql(
                        "select d.id from document d join document_card c on c.document_id = d.id where c.card_id = ? and d.type = ? order by d.created_at limit 1")
                .params(card.value(), type.name())
                .query(UUID.class)
                .optional()
                .map(DocumentId::new);
    }

    /** The status of the blueprints of the cards' projects. */
    Map<UUID, DocumentStatus> blueprints(Collection<? extends JudgedCard> cards) {
        return jdbc
                .sql(
                        "select project_id, status from document where type = 'BLUEPRINT' and project_id = any(?)")
                .param(cards.stream().map(JudgedCard::projectId).distinct().toArray(UUID[]::new))
                .query((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                DocumentStatus.valueOf(row.getString(2))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of which types documents are linked to the cards. */
    Map<UUID, Set<DocumentType>> typesOf(Collection<? extends JudgedCard> cards) {
        return jdbc
                .sql(
                        """
                        select distinct c.card_id, d.type from document_card c join document d on d.id = c.document_id
                        where c.card_id = any(?)
                        """)
                .param(cards.stream().map(JudgedCard::id).toArray(UUID[]::new))
                .query((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                DocumentType.valueOf(row.getString(2))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
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
