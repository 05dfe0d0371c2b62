package dev.agentworks.gateway.boardfeed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feeds of workspaces.
 *
 * @param remembered a client that missed more events than this reads the board anew
 * @param unread how many frames may wait for a slow subscriber
 * @param reread how often a feed is read without a hint that there is something new
 * @param rereadWithoutRedis how often while other instances cannot give hints
 */
@ConfigurationProperties("agentworks.board-feed")
record FeedSettings(
        @DefaultValue("500") int remembered,
        @DefaultValue("1000") int unread,
        @DefaultValue("10s") Duration reread,
        @DefaultValue("1s") Duration rereadWithoutRedis) {}
