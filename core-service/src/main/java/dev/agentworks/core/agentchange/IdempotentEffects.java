package dev.agentworks.core.agentchange;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
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
    EffectResult once(
            WorkspaceId workspace,
            String key,
            Effect effect,
            Class<? extends EffectResult> type,
            Supplier<EffectResult> work) {
        if (!claim(workspace, key, hash(effect))) {
            return already(workspace, key, effect, type).orElseThrow(() -> Access.notFound("card"));
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

    /**
     * What the effect of this key was answered; empty when it was not applied yet.
     *
     * @throws ProblemException {@code key-reused} when the key came with another effect
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<EffectResult> already(
            WorkspaceId workspace, String key, Effect effect, Class<? extends EffectResult> type) {
        return jdbc.sql(
                        "select request_hash, result from applied_effect where workspace_id = ? and key = ?")
                .params(workspace.value(), key)
                .query((row, _) -> new Applied(row.getBytes(1), row.getString(2)))
                .optional()
                .map(applied -> {
                    requireSame(applied.requestHash(), hash(effect));
                    return json.readValue(applied.result(), type);
                });
    }

    /** What a key is bound to. */
    byte[] hash(Effect effect) {
        return Sha256.bytes(json.writeValueAsBytes(effect));
    }

    static void requireSame(byte[] known, byte[] asked) {
        if (!Arrays.equals(known, asked)) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "The key was used for another effect.");
        }
    }

    private void keep(WorkspaceId workspace, String key, EffectResult result) {
        jdbc.sql("update applied_effect set result = ?::jsonb where workspace_id = ? and key = ?")
                .params(json.writeValueAsString(result), workspace.value(), key)
                .update();
    }
}
