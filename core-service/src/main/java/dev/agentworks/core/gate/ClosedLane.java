package dev.agentworks.core.gate;

import dev.agentworks.core.board.LaneView;

/** The lane whose gate keeps a card from going on, with what the gate says. */
public record ClosedLane(LaneView lane, Verdict verdict) {}
