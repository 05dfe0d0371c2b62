package dev.agentworks.core.rank;

import java.util.UUID;

/** A key of the lane grew: it is to be rewritten soon. */
record LaneCrowded(UUID workspaceId, UUID laneId) {}
