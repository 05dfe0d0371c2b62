package dev.agentworks.core.board;

import jakarta.persistence.Embeddable;

/** Names a lane's rule in one version of its project's workflow. */
@Embeddable
record LaneRuleVersionId(LaneId laneId, int version) {}
