package dev.agentworks.core.document;

import dev.agentworks.core.document.InheritedDocuments.Inherited;
import dev.agentworks.core.gate.FactSource;
import dev.agentworks.core.gate.JudgedCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads which documents speak for cards: their own and those of their ancestors, because a feature
 * is built by the requirements of the epic it was cut from. Archived documents speak for nobody.
 */
@Repository
class InheritedDocuments implements FactSource<Inherited> {

    /** Each card with itself and its ancestors, and how far these are. */
    private static final String LINEAGE =
            """
            with recursive lineage(card_id, member_id, distance) as (
                select id, id, 0 from card where id = any(?)
                union all
                select l.card_id, c.parent_id, l.distance + 1
                from lineage l join card c on c.id = l.member_id
                where c.parent_id is not null and l.distance < 50
            )
            """;

    private final JdbcClient jdbc;

    InheritedDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The blueprint that speaks for a card.
     *
     * @param version the newest
     * @param approvedVersion the one in force
     */
    record Blueprint(
            UUID id, DocumentStatus status, int version, @Nullable Integer approvedVersion) {}

    /**
     * What speaks for a card.
     *
     * @param types of its documents and those of its ancestors
     * @param blueprint its own, or that of its nearest ancestor that has one
     */
    record Inherited(Set<DocumentType> types, @Nullable Blueprint blueprint) {
        static final Inherited NONE = new Inherited(Set.of(), null);
    }

    @Override
    public Map<UUID, Inherited> read(Collection<JudgedCard> cards) {
        return jdbc
                .sql(
                        LINEAGE
                                + """
                                , linked as (
                                    select l.card_id, l.distance, l.member_id, d.id, d.type, d.status, d.version,
                                        d.card_id as owner, d.created_at
                                    from lineage l
                                    join document_card c on c.card_id = l.member_id
                                    join document d on d.id = c.document_id
                                    where d.status <> 'ARCHIVED'
                                ), blueprint as (
                                    select distinct on (card_id) card_id, id, status, version,
                                        (select max(v.version) from document_version v
                                         where v.document_id = linked.id and v.approved_at is not null) as approved_version
                                    from linked
                                    where type = 'BLUEPRINT'
                                    order by card_id, distance, (owner is not distinct from member_id) desc, created_at desc
                                )
                                select t.card_id, t.types, b.status, b.version, b.approved_version, b.id
                                from (select card_id, array_agg(distinct type) as types from linked group by card_id) t
                                left join blueprint b on b.card_id = t.card_id
                                """)
                .param(ids(cards))
                .query((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                new Inherited(
                                        Arrays.stream((String[]) row.getArray(2).getArray())
                                                .map(DocumentType::valueOf)
                                                .collect(Collectors.toSet()),
                                        blueprint(row))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable Blueprint blueprint(ResultSet row) throws SQLException {
        var status = row.getString(3);
        return status == null
                ? null
                : new Blueprint(
                        row.getObject(6, UUID.class),
                        DocumentStatus.valueOf(status),
                        row.getInt(4),
                        (Integer) row.getObject(5));
    }

    private static UUID[] ids(Collection<JudgedCard> cards) {
        return cards.stream().map(JudgedCard::id).distinct().toArray(UUID[]::new);
    }
}
