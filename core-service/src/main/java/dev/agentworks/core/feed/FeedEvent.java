package dev.agentworks.core.feed;

import java.util.UUID;

/**
 * Something that a workspace's feed tells.
 *
 * @param eventId told once, however often it is appended
 * @param type such as {@code card.moved}
 * @param data JSON
 */
public record FeedEvent(UUID workspaceId, String eventId, String type, String data) {}
