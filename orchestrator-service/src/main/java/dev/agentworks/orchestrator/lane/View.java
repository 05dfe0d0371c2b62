package dev.agentworks.orchestrator.lane;

import dev.agentworks.events.run.RunWait;
import org.jspecify.annotations.Nullable;

/** What is known, at the moment of a decision, of what may hold a card's agents back. */
public sealed interface View {

    /** The card was not read just now: what starts is held until somebody has looked. */
    record Unknown() implements View {}

    /** The card was read; none when nothing holds its agents back. */
    record Seen(@Nullable RunWait hold) implements View {}
}
