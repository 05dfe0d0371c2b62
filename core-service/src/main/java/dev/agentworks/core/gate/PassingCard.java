package dev.agentworks.core.gate;

import dev.agentworks.core.board.LaneView;
import java.util.UUID;

/** A card as the gate of a lane sees it that it would pass without a stop. */
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
    public boolean standsHere() {
        return false;
    }
}
