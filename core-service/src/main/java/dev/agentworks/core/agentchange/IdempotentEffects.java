package dev.agentworks.core.agentchange;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets an effect happen once a key, and answers the same key again with the first result. As in an
 * inbox, inserting the key decides who is first: a second transaction waits until the first has
 * ended.
 */
@Repository
class IdempotentEffects {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentEffects(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Applied(byte[] requestHash, String result) {}

    /**
     * @throws ProblemException {@code key-reused} when the key came with another effect
     */
    @Transactional(propagation = Propagation.MANDATORY)
    <R extends EffectResult> R once(
            WorkspaceId workspace, String key, Effect effect, Class<R> type, Supplier<R> work) {
        var hash = Sha256.bytes(json.writeValueAsBytes(effect));
        if (!claim(workspace, key, hash)) {
            return before(workspace, key, hash, type);
        }
        var result = work.get();
        keep(workspace, key, result);
        return result;
    }

    /** Whether the key is new; a workspace that nobody may see claims nothing. */
    private boolean claim(WorkspaceId workspace, String key, byte[] hash) {
        return jdbc.sql(
                                """
                                insert into applied_effect (workspace_id, key, request_hash, result, applied_at)
                                select id, :key, :hash, 'null', :now from workspace where id = :workspace
                                on conflict do nothing
                                """)
                        .param("workspace", workspace.value())
                        .param("key", key)
                        .param("hash", hash)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private <R> R before(WorkspaceId workspace, String key, byte[] hash, Class<R> type) {
        var applied =
                jdbc.sql(
                                "select request_hash, result from applied_effect where workspace_id = ? and key = ?")
                        .params(workspace.value(), key)
                        .query((row, _) -> new Applied(row.getBytes(1), row.getString(2)))
                        .optional()
                        .orElseThrow(() -> Access.notFound("card"));
        if (!Arrays.equals(applied.requestHash(), hash)) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "The key was used for another effect.");
        }
        return json.readValue(applied.result(), type);
    }

    private void keep(WorkspaceId workspace, String key, EffectResult result) {
        jdbc.sql("update applied_effect set result = ?::jsonb where workspace_id = ? and key = ?")
                .params(json.writeValueAsString(result), workspace.value(), key)
                .update();
    }
}
