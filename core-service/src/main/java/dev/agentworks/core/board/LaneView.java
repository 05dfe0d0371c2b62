package dev.agentworks.core.board;

import java.util.UUID;

/** A lane with the rule in force for cards that come in now. */
public record LaneView(
        UUID id,
        UUID boardId,
        UUID projectId,
        UUID workspaceId,
        int number,
        String key,
        String name,
        int ruleVersion,
        LaneRule rule) {}
