package dev.agentworks.orchestrator.outgoing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which run something is said about. */
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
