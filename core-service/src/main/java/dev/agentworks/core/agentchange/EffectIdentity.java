package dev.agentworks.core.agentchange;

import dev.agentworks.starter.identifier.Uuids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an effect's result is to be known by. It is decided before the effect is applied, so that
 * what an agent was told of a held change is true when it happens.
 *
 * @param id of the card, comment, link or document that the effect may make
 * @param cardNumber the number drawn for a card; null draws it when the card is made
 */
record EffectIdentity(UUID id, @Nullable Integer cardNumber) {

    static EffectIdentity fresh() {
        return new EffectIdentity(Uuids.v7(), null);
    }
}
