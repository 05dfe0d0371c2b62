package dev.agentworks.gateway.boardfeed;

/**
 * Something that happened on a board.
 *
 * @param type such as {@code card.moved}
 * @param dataJson the event as it was published
 */
record BoardHappening(String workspaceId, String eventId, String type, String dataJson) {}
