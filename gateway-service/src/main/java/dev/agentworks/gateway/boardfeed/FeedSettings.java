package dev.agentworks.gateway.boardfeed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feeds of workspaces.
 *
 * @param remembered how many frames of a workspace are kept to resume from
 * @param rememberedFor how long they are kept
 * @param unread how many frames may wait for a slow subscriber
 */
@ConfigurationProperties("agentworks.board-feed")
record FeedSettings(
        @DefaultValue("500") int remembered,
        @DefaultValue("24h") Duration rememberedFor,
        @DefaultValue("1000") int unread) {}
