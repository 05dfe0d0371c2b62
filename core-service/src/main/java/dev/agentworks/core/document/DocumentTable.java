package dev.agentworks.core.document;

import dev.agentworks.core.card.CardView;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Documents, their versions and their cards, in plain SQL. */
@Repository
class DocumentTable {

    private static final String COLUMNS =
            """
            d.id, d.workspace_id, d.project_id, d.type, d.title, d.status, d.version, d.author, d.approved_by, d.created_at,
            d.updated_at,
            (select max(a.version) from document_version a where a.document_id = d.id and a.approved_at is not null) as approved_version,
            array(select card_id from document_card where document_id = d.id order by card_id) as cards
            """;

    private final JdbcClient jdbc;

    DocumentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    DocumentView require(UUID id) {
        return find(id).orElseThrow(() -> Access.notFound("document"));
    }

    /** The document with its row locked: versions are written one after the other. */
    DocumentView locked(UUID id) {
        jdbc.sql("select 1 from document where id = ? for no key update")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> Access.notFound("document"));
        return require(id);
    }

    Optional<DocumentView> find(UUID id) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + ", v.content from document d join document_version v on v.document_id = d.id and v.version = d.version where d.id = ?")
                .param(id)
                .query((row, _) -> view(row, row.getString("content")))
                .optional();
    }

    Optional<DocumentText> text(UUID document, int version) {
        return jdbc.sql(
                        "select version, title, content from document_version where document_id = ? and version = ?")
                .params(document, version)
                .query(DocumentText.class)
                .optional();
    }

    List<DocumentView> ofProject(UUID project, CursorRequest request) {
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
                .param("project", project)
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query((row, _) -> view(row, null))
                .list();
    }

    List<DocumentView> ofProject(UUID project) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from document d where d.project_id = ? order by d.updated_at desc, d.id")
                .param(project)
                .query((row, _) -> view(row, null))
                .list();
    }

    Optional<UUID> blueprint(UUID project) {
        return jdbc.sql("select id from document where project_id = ? and type = 'BLUEPRINT'")
                .param(project)
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> ofCard(UUID card, DocumentType type) {
        return jdbc.sql(
                        "select d.id from document d join document_card c on c.document_id = d.id where c.card_id = ? and d.type = ? order by d.created_at limit 1")
                .params(card, type.name())
                .query(UUID.class)
                .optional();
    }

    /** The status of the blueprints of the cards' projects. */
    Map<UUID, DocumentStatus> blueprints(List<CardView> cards) {
        return jdbc
                .sql(
                        "select project_id, status from document where type = 'BLUEPRINT' and project_id = any(?)")
                .param(cards.stream().map(CardView::projectId).distinct().toArray(UUID[]::new))
                .query((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                DocumentStatus.valueOf(row.getString(2))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of which types documents are linked to the cards. */
    Map<UUID, Set<DocumentType>> typesOf(List<CardView> cards) {
        return jdbc
                .sql(
                        """
                        select distinct c.card_id, d.type from document_card c join document d on d.id = c.document_id
                        where c.card_id = any(?)
                        """)
                .param(cards.stream().map(CardView::id).toArray(UUID[]::new))
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
    String stateOf(UUID project) {
        return jdbc.sql(
                        """
                        select concat_ws(',', count(*), sum(version), max(updated_at),
                            count(*) filter (where status = 'APPROVED'),
                            (select count(*) from document_card c join document o on o.id = c.document_id
                             where o.project_id = :project))
                        from document where project_id = :project
                        """)
                .param("project", project)
                .query(String.class)
                .single();
    }

    List<VersionView> versions(UUID document) {
        return jdbc.sql(
                        "select version, title, author, note, created_at, approved_by, approved_at from document_version where document_id = ? order by version desc")
                .param(document)
                .query((row, _) ->
                        new VersionView(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getObject(6, UUID.class),
                                row.getTimestamp(7) == null
                                        ? null
                                        : row.getTimestamp(7).toInstant()))
                .list();
    }

    /** The next version; what was approved was the last one, so this is a draft again. */
    void addVersion(
            DocumentView document,
            String title,
            String content,
            String author,
            @Nullable String note,
            Instant now) {
        var version = document.version() + 1;
        insertVersion(
                document.id(), document.workspaceId(), version, title, content, author, note, now);
        jdbc.sql(
                        "update document set title = ?, status = 'DRAFT', version = ?, author = ?, approved_by = null, updated_at = ? where id = ?")
                .params(title, version, author, Timestamp.from(now), document.id())
                .update();
    }

    /** False when the project has its blueprint already; waits for one that is being made. */
    boolean insert(
            UUID id, UUID workspace, UUID project, NewDocument wish, String author, Instant now) {
        int inserted =
                jdbc.sql(
                                """
                                insert into document (id, workspace_id, project_id, type, title, status, version, author, created_at, updated_at)
                                values (?, ?, ?, ?, ?, 'DRAFT', 1, ?, ?, ?)
                                on conflict (project_id) where type = 'BLUEPRINT' do nothing
                                """)
                        .params(
                                id,
                                workspace,
                                project,
                                wish.type().name(),
                                wish.title().strip(),
                                author,
                                Timestamp.from(now),
                                Timestamp.from(now))
                        .update();
        if (inserted == 0) {
            return false;
        }
        insertVersion(id, workspace, 1, wish.title().strip(), wish.content(), author, null, now);
        return true;
    }

    void insertVersion(
            UUID document,
            UUID workspace,
            int version,
            String title,
            String content,
            String author,
            @Nullable String note,
            Instant now) {
        jdbc.sql(
                        "insert into document_version (document_id, version, workspace_id, title, content, author, note, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(document)
                .param(version)
                .param(workspace)
                .param(title)
                .param(content)
                .param(author)
                .param(note)
                .param(Timestamp.from(now))
                .update();
    }

    void judge(
            DocumentView document,
            DocumentStatus verdict,
            @Nullable UUID approver,
            @Nullable String note,
            Instant now) {
        jdbc.sql("update document set status = ?, approved_by = ?, updated_at = ? where id = ?")
                .param(verdict.name())
                .param(approver)
                .param(Timestamp.from(now))
                .param(document.id())
                .update();
        jdbc.sql(
                        "update document_version set approved_by = :by, approved_at = :at where document_id = :document and version = :version")
                .param("by", approver)
                .param("at", approver == null ? null : Timestamp.from(now))
                .param("document", document.id())
                .param("version", document.version())
                .update();
        if (note != null && !note.isBlank()) {
            jdbc.sql("update document_version set note = ? where document_id = ? and version = ?")
                    .params(note, document.id(), document.version())
                    .update();
        }
    }

    void link(UUID document, CardView card) {
        jdbc.sql(
                        "insert into document_card (document_id, card_id, workspace_id) values (?, ?, ?) on conflict do nothing")
                .params(document, card.id(), card.workspaceId())
                .update();
    }

    private static DocumentView view(ResultSet row, @Nullable String content) throws SQLException {
        return new DocumentView(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                DocumentType.valueOf(row.getString("type")),
                row.getString("title"),
                DocumentStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getString("author"),
                row.getObject("approved_by", UUID.class),
                (Integer) row.getObject("approved_version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                ids(row.getArray("cards")),
                content);
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }
}
