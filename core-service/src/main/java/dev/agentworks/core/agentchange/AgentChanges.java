package dev.agentworks.core.agentchange;

import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what agents want changed: once a key, with the change and its answer in one transaction.
 * What agents of high risk want changed goes to {@link HeldChanges}.
 */
@Service
public class AgentChanges {

    private final IdempotentEffects effects;
    private final EffectHandlers handlers;

    AgentChanges(IdempotentEffects effects, EffectHandlers handlers) {
        this.effects = effects;
        this.handlers = handlers;
    }

    /**
     * Applies the effect, or answers what it answered before.
     *
     * @throws ProblemException {@code key-reused} when the key came with another effect
     */
    @Transactional
    public EffectResult apply(WorkspaceId workspace, String key, Effect effect) {
        return effects.once(
                workspace,
                key,
                effect,
                handlers.resultType(effect),
                () -> handlers.apply(effect, EffectIdentity.fresh(), null));
    }
}
