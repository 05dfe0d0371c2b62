package dev.agentworks.orchestrator.lane;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where each card was last seen. The cursor's row lock orders all decisions about a card: it is
 * taken before any run's.
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
        return lock(card)
                .orElseGet(() -> {
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
                    return lock(card).orElseThrow();
                });
    }

    private Optional<LaneEngine.Cursor> lock(UUID card) {
        return jdbc.sql(
                        "select lane_visit_no, deleted from card_cursor where card_id = :card for update")
                .param("card", card)
                .query((row, _) -> new LaneEngine.Cursor(row.getInt(1), row.getBoolean(2)))
                .optional();
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
    }

    /** Records that the card came into a lane. */
    public void entered(UUID card, int visit, int lane) {
        jdbc.sql(
                        """
                        update card_cursor
                        set lane_number = :lane, lane_visit_no = :visit, deleted = false, updated_at = now()
                        where card_id = :card
                        """)
                .param("card", card)
                .param("lane", lane)
                .param("visit", visit)
                .update();
    }
}
