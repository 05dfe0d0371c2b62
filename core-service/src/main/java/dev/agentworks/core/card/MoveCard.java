package dev.agentworks.core.card;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command to move a card.
 *
 * @param place where in the lane; at its end when nothing is said
 * @param override leave although the exit criterion is not met
 */
public record MoveCard(
        CardId card,
        int toLane,
        Place place,
        boolean override,
        @Nullable String reason,
        @Nullable Long expectedVersion) {

    /** A place in a lane, named by a neighbour or a position counted from 0. */
    public sealed interface Place {

        /** After the last card. */
        record AtEnd() implements Place {}

        /** As the n-th card. */
        record At(int position) implements Place {}

        /** Directly above this card. */
        record Before(UUID neighbour) implements Place {}

        /** Directly below this card. */
        record After(UUID neighbour) implements Place {}
    }
}
