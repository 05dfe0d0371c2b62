package dev.agentworks.core.card;

import dev.agentworks.core.gate.FactSource;
import dev.agentworks.core.gate.JudgedCard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the children of many cards, with as much as their parents are judged by. */
@Repository
public class CardChildren implements FactSource<List<CardChild>> {

    private final JdbcClient jdbc;

    CardChildren(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The children that are not archived, by their parent. */
    @Override
    public Map<UUID, List<CardChild>> read(Collection<JudgedCard> parents) {
        return jdbc
                .sql(
                        """
                        select c.id, c.parent_id, p.key || '-' || c.number, c.type, c.status, c.title,
                               jsonb_array_length(c.acceptance_criteria) > 0
                        from card c join project p on p.id = c.project_id
                        where c.parent_id = any(?) and c.archived_at is null
                        order by c.number
                        """)
                .param(parents.stream().map(JudgedCard::id).toArray(UUID[]::new))
                .query((row, _) ->
                        new CardChild(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                CardType.valueOf(row.getString(4)),
                                CardStatus.valueOf(row.getString(5)),
                                row.getString(6),
                                row.getBoolean(7)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(CardChild::parentId));
    }
}
