package dev.agentworks.core.card;

import dev.agentworks.core.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A card with what its gate says.
 *
 * @param verdict null where nobody asked the gate
 */
public record CardView(CardRow card, @Nullable Verdict verdict) {

    /** A card whose gate was not asked. */
    public static CardView unjudged(CardRow card) {
        return new CardView(card, null);
    }
}
