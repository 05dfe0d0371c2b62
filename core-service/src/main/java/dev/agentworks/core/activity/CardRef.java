package dev.agentworks.core.activity;

import java.util.UUID;

/** Names a card under one of its versions, for its history and its events. */
public record CardRef(UUID id, UUID workspaceId, UUID projectId, UUID boardId, long version) {}
