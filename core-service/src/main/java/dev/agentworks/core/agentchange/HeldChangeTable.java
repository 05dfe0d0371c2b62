package dev.agentworks.core.agentchange;

import dev.agentworks.core.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The changes that runs hold, in the order in which they were asked for. */
@Repository
class HeldChangeTable {

    private static final String FIELDS = "select id, run_id, key, effect, card_number, held_at";

    private static final Set<String> OVER = Set.of("COMPLETED", "FAILED", "CANCELLED");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HeldChangeTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What an effect was answered when it was held. */
    record Answered(byte[] requestHash, String result) {}

    Optional<Answered> answered(WorkspaceId workspace, String key) {
        return jdbc.sql(
                        "select request_hash, result from held_change where workspace_id = ? and key = ?")
                .params(workspace.value(), key)
                .query((row, _) -> new Answered(row.getBytes(1), row.getString(2)))
                .optional();
    }

    /** Keeps the change, unless one with its key is kept already. */
    void keep(WorkspaceId workspace, HeldChange change, byte[] hash, EffectResult result) {
        jdbc.sql(
                        """
                        insert into held_change (id, workspace_id, run_id, key, card_id, effect, request_hash, card_number, result,
                            held_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?)
                        on conflict do nothing
                        """)
                .param(change.id())
                .param(workspace.value())
                .param(change.runId())
                .param(change.key())
                .param(change.effect().cardId())
                .param(json.writeValueAsString(change.effect()))
                .param(hash)
                .param(change.cardNumber())
                .param(json.writeValueAsString(result))
                .param(Timestamp.from(change.heldAt()))
                .update();
    }

    List<HeldChange> of(UUID run) {
        return jdbc.sql(FIELDS + " from held_change where run_id = ? order by position")
                .param(run)
                .query(this::change)
                .list();
    }

    /** As {@link #of}; nobody else makes or drops them until the transaction ends. */
    List<HeldChange> lock(UUID run) {
        return jdbc.sql(FIELDS + " from held_change where run_id = ? order by position for update")
                .param(run)
                .query(this::change)
                .list();
    }

    /**
     * Whether the run is not known to be over; if so it is not noted as over before this
     * transaction ends, and what is kept now is dropped then.
     */
    boolean isOpen(UUID run) {
        return jdbc.sql("select status from card_run where run_id = ? for share")
                .param(run)
                .query(String.class)
                .optional()
                .filter(OVER::contains)
                .isEmpty();
    }

    boolean holdsAny(UUID run) {
        return jdbc.sql("select exists (select from held_change where run_id = ?)")
                .param(run)
                .query(Boolean.class)
                .single();
    }

    /** Drops these, and none that was added since they were read. */
    void drop(List<HeldChange> made) {
        jdbc.sql("delete from held_change where id = any(?)")
                .param(made.stream().map(HeldChange::id).toArray(UUID[]::new))
                .update();
    }

    int drop(UUID run) {
        return jdbc.sql("delete from held_change where run_id = ?").param(run).update();
    }

    /** Whether the run is one of a card that the transaction's subject may see; its workspace. */
    Optional<WorkspaceId> workspaceOf(UUID run) {
        return jdbc.sql(
                        """
                        select workspace_id from card_run where run_id = :run
                        union
                        select workspace_id from held_change where run_id = :run
                        """)
                .param("run", run)
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new);
    }

    private HeldChange change(ResultSet row, int number) throws SQLException {
        return new HeldChange(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                json.readValue(row.getString(4), Effect.class),
                (Integer) row.getObject(5),
                row.getTimestamp(6).toInstant());
    }
}
