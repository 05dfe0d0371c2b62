package dev.agentworks.orchestrator.lane;

import dev.agentworks.events.run.RunWait;
import org.jspecify.annotations.Nullable;

/** What is known, at the moment of a decision, of what may hold a card's agents back. */
public sealed interface HoldCheck {

    /** The card was not read just now: what starts is held until the next recheck. */
    record Unknown() implements HoldCheck {}

    /** The card was read; none when nothing holds its agents back. */
    record Known(@Nullable RunWait hold) implements HoldCheck {}
}
