package dev.agentworks.gateway.boardfeed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feeds of workspaces.
 *
 * @param remembered so many frames of a workspace can be resumed from
 * @param rememberedFor for so long
 * @param unread so many frames may wait for a slow reader
 */
@ConfigurationProperties("agentworks.board-feed")
record FeedSettings(
        @DefaultValue("500") int remembered,
        @DefaultValue("24h") Duration rememberedFor,
        @DefaultValue("1000") int unread) {}
