package dev.agentworks.core.agentchange;

import dev.agentworks.starter.identifier.Uuids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An effect that waits for a person.
 *
 * @param cardNumber the number drawn for the card that the effect makes; null when it makes none
 */
record HeldChange(
        UUID id,
        UUID runId,
        String key,
        Effect effect,
        @Nullable Integer cardNumber,
        Instant heldAt) {

    /** The same call of the same run is the same change, whichever worker makes it. */
    static HeldChange of(
            UUID run, String key, Effect effect, @Nullable Integer cardNumber, Instant now) {
        return new HeldChange(Uuids.v5(run, key), run, key, effect, cardNumber, now);
    }

    EffectIdentity identity() {
        return new EffectIdentity(id, cardNumber);
    }
}
