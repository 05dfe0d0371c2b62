package dev.agentworks.core.card;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a card was before a person moved it.
 *
 * @param visit the number of the visit that the move ended; that of the present one when the card
 *     stayed in its lane
 * @param version that of the card since the move
 * @param at in milliseconds since 1970
 */
record LastMove(
        int lane,
        String rank,
        CardStatus status,
        ReviewState reviewState,
        int ruleVersion,
        int visit,
        boolean movedByPerson,
        UUID mover,
        long version,
        long at) {

    /** For so long the mover may take it back. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    static LastMove of(
            CardRow before, String rank, boolean movedByPerson, UUID mover, Instant now) {
        return new LastMove(
                before.lane(),
                rank,
                before.status(),
                before.reviewState(),
                before.ruleVersion(),
                before.laneVisit(),
                movedByPerson,
                mover,
                before.version() + 1,
                now.toEpochMilli());
    }

    boolean isOver(Instant now) {
        return now.isAfter(Instant.ofEpochMilli(at).plus(WINDOW));
    }
}
