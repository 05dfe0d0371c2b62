package dev.agentworks.core.card;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.ProblemException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links between cards of one project: none to itself, each pair once, and no circle of cards that
 * block each other.
 */
@Service
public class CardLinks {

    private final JdbcClient jdbc;

    CardLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The link's id; the same link again is the same link. */
    @Transactional
    public UUID link(CardView from, CardView to, LinkKind kind) {
        if (from.id().equals(to.id()) || !from.projectId().equals(to.projectId())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "A card is linked to another card of the same project.");
        }
        // One link after the other in a project: two at once could close a circle that neither of
        // them sees.
        jdbc.sql("select 1 from project where id = ? for update")
                .param(from.projectId())
                .query(Integer.class)
                .single();
        if (kind == LinkKind.BLOCKS && blocks(to.id(), from.id())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "%s already waits for %s.".formatted(from.key(), to.key()));
        }
        jdbc.sql(
                        "insert into card_link (id, workspace_id, from_id, to_id, kind) values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(Uuids.v7(), from.workspaceId(), from.id(), to.id(), kind.name())
                .update();
        return jdbc.sql("select id from card_link where from_id = ? and to_id = ? and kind = ?")
                .params(from.id(), to.id(), kind.name())
                .query(UUID.class)
                .single();
    }

    private boolean blocks(UUID first, UUID last) {
        return jdbc.sql(
                        """
                        with recursive chain (id) as (
                            select to_id from card_link where from_id = ? and kind = 'BLOCKS'
                            union
                            select l.to_id from card_link l join chain c on l.from_id = c.id where l.kind = 'BLOCKS'
                        )
                        select exists (select from chain where id = ?)
                        """)
                .params(first, last)
                .query(Boolean.class)
                .single();
    }
}
