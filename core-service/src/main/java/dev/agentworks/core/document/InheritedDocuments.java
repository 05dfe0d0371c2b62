package dev.agentworks.core.document;

import dev.agentworks.core.gate.JudgedCard;
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
class InheritedDocuments {

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
    record Blueprint(DocumentStatus status, int version, @Nullable Integer approvedVersion) {}

    /** The blueprint of each card, or of its nearest ancestor that has one. */
    Map<UUID, Blueprint> blueprints(Collection<? extends JudgedCard> cards) {
        return jdbc
                .sql(
                        LINEAGE
                                + """
                                select distinct on (l.card_id) l.card_id, d.status, d.version,
                                    (select max(v.version) from document_version v
                                     where v.document_id = d.id and v.approved_at is not null) as approved_version
                                from lineage l
                                join document_card c on c.card_id = l.member_id
                                join document d on d.id = c.document_id
                                where d.type = 'BLUEPRINT' and d.status <> 'ARCHIVED'
                                order by l.card_id, l.distance, (d.card_id is not distinct from l.member_id) desc,
                                    d.created_at desc
                                """)
                .param(ids(cards))
                .query((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                new Blueprint(
                                        DocumentStatus.valueOf(row.getString(2)),
                                        row.getInt(3),
                                        (Integer) row.getObject(4))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of which types documents are linked to each card or one of its ancestors. */
    Map<UUID, Set<DocumentType>> typesOf(Collection<? extends JudgedCard> cards) {
        return jdbc
                .sql(
                        LINEAGE
                                + """
                                select distinct l.card_id, d.type
                                from lineage l
                                join document_card c on c.card_id = l.member_id
                                join document d on d.id = c.document_id
                                where d.status <> 'ARCHIVED'
                                """)
                .param(ids(cards))
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

    private static UUID[] ids(Collection<? extends JudgedCard> cards) {
        return cards.stream().map(JudgedCard::id).toArray(UUID[]::new);
    }
}
