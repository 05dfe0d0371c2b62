package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardRow;

/**
 * Applies one kind of effect.
 *
 * @param <E> the effect
 * @param <R> what it answers
 */
interface EffectHandler<E extends Effect, R extends EffectResult> {

    /** The type of the answer, to read it again when the same key comes once more. */
    Class<R> resultType();

    /**
     * @param card the card that the agent works on
     * @param identity of what the effect makes
     */
    R apply(E effect, CardRow card, EffectIdentity identity, Actor.Agent agent);
}
