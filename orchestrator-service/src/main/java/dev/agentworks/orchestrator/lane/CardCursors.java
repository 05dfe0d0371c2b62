package dev.agentworks.orchestrator.lane;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where each card was last seen, and its stays in lanes. The cursor's row lock orders all decisions
 * about a card.
 */
@Repository
public class CardCursors {

    private final JdbcClient jdbc;

    CardCursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the card's cursor until the transaction ends, making it when this is the first we hear
     * of the card.
     */
    public LaneEngine.Cursor lock(UUID card, UUID workspace, UUID project) {
        jdbc.sql(
                        """
                        insert into card_cursor (card_id, workspace_id, project_id)
                        values (:card, :workspace, :project)
                        on conflict (card_id) do nothing
                        """)
                .param("card", card)
                .param("workspace", workspace)
                .param("project", project)
                .update();
        return jdbc.sql(
                        "select lane_visit_no, deleted from card_cursor where card_id = :card for update")
                .param("card", card)
                .query((row, _) -> new LaneEngine.Cursor(row.getInt(1), row.getBoolean(2)))
                .single();
    }

    public void seen(UUID card, long version) {
        jdbc.sql(
                        """
                        update card_cursor
                        set last_card_version = greatest(last_card_version, :version), updated_at = now()
                        where card_id = :card
                        """)
                .param("card", card)
                .param("version", version)
                .update();
    }

    public void gone(UUID card) {
        jdbc.sql("update card_cursor set deleted = true, updated_at = now() where card_id = :card")
                .param("card", card)
                .update();
        supersedeVisits(card);
    }

    /** Records that the card came into a lane; earlier stays are over. */
    public void enter(
            UUID card,
            UUID workspace,
            int visit,
            int lane,
            long ruleVersion,
            List<String> sequence) {
        supersedeVisits(card);
        jdbc.sql(
                        """
                        update card_cursor
                        set lane_number = :lane, lane_visit_no = :visit, updated_at = now()
                        where card_id = :card
                        """)
                .param("card", card)
                .param("lane", lane)
                .param("visit", visit)
                .update();
        jdbc.sql(
                        """
                        insert into lane_visit (card_id, lane_visit_no, workspace_id, lane_number, rule_version, sequence, state)
                        values (:card, :visit, :workspace, :lane, :rule, :sequence, 'ACTIVE')
                        """)
                .param("card", card)
                .param("visit", visit)
                .param("workspace", workspace)
                .param("lane", lane)
                .param("rule", ruleVersion)
                .param("sequence", sequence.toArray(String[]::new))
                .update();
    }

    /** The sequence of a stay, when the card is still there. */
    public Optional<List<String>> activeSequence(UUID card, int visit) {
        return jdbc.sql(
                        """
                        select sequence from lane_visit
                        where card_id = :card and lane_visit_no = :visit and state = 'ACTIVE'
                        """)
                .param("card", card)
                .param("visit", visit)
                .query((row, _) -> List.of((String[]) row.getArray(1).getArray()))
                .optional();
    }

    private void supersedeVisits(UUID card) {
        jdbc.sql(
                        "update lane_visit set state = 'SUPERSEDED' where card_id = :card and state = 'ACTIVE'")
                .param("card", card)
                .update();
    }
}
