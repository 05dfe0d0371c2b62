package dev.agentworks.orchestrator.outgoing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which run an event or a line belongs to. */
public record RunReference(
        UUID runId,
        UUID cardId,
        UUID workspaceId,
        UUID projectId,
        String agentId,
        int laneVisit,
        String trigger,
        @Nullable UUID retryOf,
        @Nullable String risk) {}
