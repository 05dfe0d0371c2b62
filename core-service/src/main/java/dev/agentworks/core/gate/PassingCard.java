package dev.agentworks.core.gate;

import dev.agentworks.core.board.LaneView;
import java.util.List;
import java.util.UUID;

/**
 * A card as the gate of a lane sees it in which it does not stand: it would pass it without a stop,
 * or has just come in.
 */
record PassingCard(JudgedCard card, LaneView lane) implements JudgedCard {

    @Override
    public UUID id() {
        return card.id();
    }

    @Override
    public UUID projectId() {
        return card.projectId();
    }

    @Override
    public UUID laneId() {
        return lane.id();
    }

    @Override
    public int ruleVersion() {
        return lane.ruleVersion();
    }

    @Override
    public boolean approved() {
        return false;
    }

    @Override
    public boolean holdsFeatures() {
        return card.holdsFeatures();
    }

    @Override
    public boolean holdsTasks() {
        return card.holdsTasks();
    }

    @Override
    public List<VisitRun> runs() {
        return List.of();
    }

    @Override
    public boolean standsHere() {
        return false;
    }
}
