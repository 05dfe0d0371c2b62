package dev.agentworks.gateway.boardfeed;

/**
 * An event of a board, as the feed shows it.
 *
 * @param type such as {@code card.moved}
 * @param dataJson the event as it was published
 */
record BoardEvent(String workspaceId, String eventId, String type, String dataJson) {}
